internal import Catalog
internal import Essentials
internal import HTTP
internal import Site
internal import Uploads

extension Pages {
    var editTrackRoutes: [Route] {
        [
            .get(TrackPaths.edit, access: .member) { request, id in
                try await editPage(id, request) { page in
                    page.done = request.query["done"] == nil ? nil : "Saved."
                }
            },
            .post(TrackPaths.edit, access: .member) { request, id in try await editTrack(id, request) }
                .limited(to: .edits),
            .post(TrackPaths.artwork, access: .member) { request, id in
                try await setArtwork(id, request)
            }.limited(to: .uploads),
            .post(TrackPaths.delete, access: .member) { request, id in
                try await catalog.delete(id, by: request.viewer)
                return .redirect(to: request.identity.handle.map { CatalogPaths.artist($0) } ?? "/")
            },
            .post(TrackPaths.makePrimary, access: .member) { request, id, version in
                var edit = TrackEdit()
                edit.primaryVersionID = version
                try await catalog.edit(id, edit, by: request.viewer)
                return saved(id)
            },
            .post(TrackPaths.deleteVersion, access: .member) { request, id, version in
                try await catalog.delete(version, by: request.viewer)
                return saved(id)
            },
            .post(TrackPaths.retry, access: .member) { request, version in
                try await catalog.retry(version, by: request.viewer)
                guard let track = try await Track.find(holding: version, for: request.viewer, in: database)
                else { throw Refusal.notFound() }
                return .redirect(to: track.path)
            }.limited(to: .publications),
        ]
    }

    /// Bytes of a form with liner notes, each of whose own may take three on the way.
    private static let notesLimit = 1 << 19

    private func saved(_ id: ID<Track>) -> Response {
        .redirect(to: "\(TrackPaths.edit(id))?done=1")
    }

    private func editTrack(_ id: ID<Track>, _ request: Request) async throws -> Response {
        let form = try await request.form(limit: Self.notesLimit)
        do {
            try await catalog.edit(id, try edit(form), by: request.viewer)
            return saved(id)
        } catch CatalogError.invalid(let faults) {
            return try await editPage(id, request, status: .unprocessable) { page in
                let values = Dictionary(form.fields.map { ($0.name, $0.value) }) { first, _ in first }
                page.state = FormState(values: values, refusal: CatalogError.invalid(faults).refusal)
            }
        }
    }

    /// What the form asks for; a time that can't be read is a fault of its field.
    private func edit(_ form: Form) throws(CatalogError) -> TrackEdit {
        var edit = TrackEdit()
        edit.title = form["title"]
        edit.descriptionMD = form["description_md"]?.withUnixNewlines
        edit.visibility = form["visibility"].flatMap(Visibility.init)
        edit.tags = form["tags"].map { $0.split(separator: ",").map(String.init) }
        edit.credits = form["credits"].map(CreditLine.credits)
        guard let text = form["release_at"] else { return edit }
        if text.isEmpty {
            edit.releaseAt = .clear
        } else {
            guard let time = Instant("\(text):00Z") ?? Instant("\(text)Z") else {
                throw .invalid(["release_at": "This is no time, as in 2026-11-27T09:00."])
            }
            edit.releaseAt = .set(time)
        }
        return edit
    }

    private func setArtwork(_ id: ID<Track>, _ request: Request) async throws -> Response {
        let owner = try request.member()
        let announced = request.body.length ?? 0
        var picture: Asset?
        _ = try await request.form { file in
            guard file.name == "artwork", picture == nil else { return }
            picture = try await receive(file, announced: announced, by: owner)
        }
        guard let picture else { throw Refusal.unprocessable("Choose a picture first.") }
        var edit = TrackEdit()
        edit.artworkAssetID = .set(picture.id)
        do {
            try await catalog.edit(id, edit, by: request.viewer)
        } catch let error as CatalogError {
            try await uploads.discard(picture)
            throw error
        }
        return saved(id)
    }

    /// The page as the track stands, changed by `change`.
    private func editPage(
        _ id: ID<Track>,
        _ request: Request,
        status: Status = .ok,
        change: (inout EditTrackPage) -> Void
    ) async throws -> Response {
        let track = try await tracks.track(id, for: request)
        guard track.mayEdit else { throw CatalogError.notYours }
        var page = EditTrackPage(track, colour: try await colour(of: track, in: database))
        change(&page)
        return shell.response(page.page(request), to: request, status: status)
    }

    /// Takes a file of a form.
    func receive(_ file: FormFile, announced: Int, by owner: UserID) async throws -> Asset {
        try await uploads.receive(
            file.filename,
            mime: file.contentType,
            announced: announced,
            from: file.body,
            by: owner
        )
    }
}

extension String {
    /// The text with the line ends that browsers' forms send (CR LF) as the plain ones that were typed.
    var withUnixNewlines: String { replacing("\r\n", with: "\n") }
}
