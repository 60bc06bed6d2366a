internal import Catalog
internal import Essentials
internal import HTTP
internal import Site
internal import Uploads

/// The address of the upload manager.
enum UploadPagePaths {
    static let upload = Path("/upload")
}

extension Pages {
    var uploadRoutes: [Route] {
        [
            .get(UploadPagePaths.upload, access: .member) { try await uploadPage($0) },
            .post(UploadPagePaths.upload, access: .member) { try await takeUpload($0) }
                .limited(to: .uploads),
        ]
    }

    private func uploadPage(_ request: Request) async throws -> Response {
        var page = try await newSongPage(request)
        if let id: ID<Track> = try request.query.value("track") {
            let track = try await tracks.track(id, for: request)
            guard track.mayEdit else { throw CatalogError.notYours }
            page.track = track
            page.colour = try await colour(of: track, in: database)
        }
        return shell.response(page.page(request), to: request)
    }

    private func newSongPage(_ request: Request) async throws -> UploadPage {
        let owner = try request.member()
        return UploadPage(
            room: try await uploads.room(of: owner),
            artists: try await Artist.of(owner, in: database),
            songs: try await TrackTitle.own(of: owner, in: database)
        )
    }

    /// The plain form, with the file in it: the fields come before the file and say what it is to be.
    private func takeUpload(_ request: Request) async throws -> Response {
        let owner = try request.member()
        let announced = request.body.length ?? 0
        var asset: Asset?
        do {
            let form = try await request.form { file in
                guard file.name == "file", asset == nil else { return }
                asset = try await receive(file, announced: announced, by: owner)
            }
            guard let file = asset else { throw Refusal.unprocessable("Choose a file first.") }
            let track = try await publish(file, form, by: request.viewer, owner: owner)
            asset = nil
            return .redirect(to: try await path(of: track, request.viewer))
        } catch let error as any Refusable where error.refusal.status.code < 500 {
            if let asset { try await uploads.discard(asset) }
            let refusal = error.refusal
            var page = try await newSongPage(request)
            page.state.trouble = refusal.message
            return shell.response(page.page(request), to: request, status: refusal.status)
        }
    }

    /// Makes a song of what came, or a version of one.
    private func publish(
        _ asset: Asset,
        _ form: Form,
        by viewer: Viewer,
        owner: UserID
    ) async throws -> ID<Track> {
        if let id: ID<Track> = try form.value("track") {
            let label = form["version_label"].flatMap { $0.isEmpty ? nil : $0 }
            _ = try await catalog.addVersion(from: asset.id, to: id, label: label, by: viewer)
            return id
        }
        let title = [form["title"], asset.probe?.tags["title"], asset.filename.withoutExtension]
        var draft = TrackDraft(
            title: title.compactMap(\.self).first(where: \.isVisible)?.plainLine ?? "Untitled",
            originalAssetID: asset.id
        )
        draft.visibility = form["visibility"].flatMap(Visibility.init) ?? .private
        draft.tags = form["tags"].map { $0.split(separator: ",").map(String.init) } ?? []
        return try await catalog.publish(draft, by: owner).track
    }

    private func path(of id: ID<Track>, _ viewer: Viewer) async throws -> String {
        guard let track = try await Track.find(id, for: viewer, in: database) else {
            throw Refusal.notFound()
        }
        return track.path
    }
}

extension String {
    /// The text before its last point, unless that is its start.
    fileprivate var withoutExtension: String {
        guard let point = lastIndex(of: "."), point != startIndex else { return self }
        return String(self[..<point])
    }
}
