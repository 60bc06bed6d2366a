internal import Crypto
internal import Essentials
package import HTTP
internal import Site
internal import Uploads

/// The calls that make, change, delete and list tracks.
extension Catalog {
    func trackRoutes(_ answers: CatalogAnswers) -> [Route] {
        [
            .get(CatalogPaths.tracks, access: .anyone, .listTracks) { request in
                try await listTracks(request, answers)
            },
            .post(CatalogPaths.tracks, access: .member, .publishTrack) { request in
                try await publishTrack(request, answers)
            }.limited(to: .publications),
            .patch(CatalogPaths.track, access: .member, .editTrack) { request, id in
                let body = try await request.json(EditTrackBody.self)
                try await edit(id, body.edit, by: request.viewer)
                return try .success(["track": try await answers.track(id, request)])
            }.limited(to: .edits),
            .delete(CatalogPaths.track, access: .member, .deleteTrack) { request, id in
                try await delete(id, by: request.viewer)
                return try .success(message: "The track is deleted.")
            },
        ]
    }

    private struct Published: Encodable {
        let track: TrackAnswer
        let version: VersionAnswer?
    }

    private func publishTrack(_ request: Request, _ answers: CatalogAnswers) async throws -> Response {
        let body = try await request.json(PublishBody.self)
        let made = try await publish(body.draft, by: request.member())
        let track = try await answers.track(made.track, request)
        return try .success(Published(track: track, version: track.primaryVersion), status: .created)
    }

    private func listTracks(_ request: Request, _ answers: CatalogAnswers) async throws -> Response {
        let page = try request.query.page()
        let _: ListOrder? = try request.query.value("sort")
        guard let filter = try await filter(request) else {
            return try .page(Page<TrackAnswer>([], next: nil))
        }
        let cards = try await TrackCard.recent(
            filter,
            for: request.viewer,
            after: page.cursor,
            limit: page.limit,
            in: database
        )
        return try .page(Page(try await answers.list(cards.elements), next: cards.next))
    }

    /// The filter that `?artist=&tag=&sha256=` asks for; nil where nothing can be found by it.
    private func filter(_ request: Request) async throws -> TrackFilter? {
        let query = request.query
        var filter = TrackFilter()
        if let digest: Digest = try query.value("sha256") {
            guard let user = request.viewer.userID else { return nil }
            let originals = try await Uploads.assets(of: digest, ownedBy: user, in: database)
            guard !originals.isEmpty else { return nil }
            filter.originals = originals
        }
        if let tag: String = try query.value("tag") { filter.tag = Tag.normalised(tag) ?? "" }
        guard let artist: String = try query.value("artist") else { return filter }
        filter.artist = ID(artist)
        if filter.artist == nil { filter.artist = try await Artist.id(named: artist, in: database) }
        return filter.artist == nil ? nil : filter
    }
}

extension RateLimit {
    /// Versions that one member may have made, each of which is work for the machine: 500 in 15 minutes.
    package static let publications = RateLimit("publications", 500, per: .seconds(900))

    /// Changes that one member may make: 1000 in 15 minutes.
    package static let edits = RateLimit("edits", 1000, per: .seconds(900))
}

/// The orders in which tracks can be listed.
enum ListOrder: String, CaseIterable, PathValue {
    case recent
}

extension Operation {
    fileprivate static let listTracks = Operation(
        "The tracks that you may see, newest first",
        tag: "tracks",
        query: [
            Parameter("artist", .string(), "the handle or id of an artist"),
            Parameter("tag", .string(), "a tag"),
            Parameter(
                "sha256",
                .string(),
                "the SHA-256 of a file that you uploaded: the tracks made from it"
            ),
            Parameter("sort", ListOrder.schema),
        ] + Parameter.page,
        answers: [.ok: .list(.ref("Track"))]
    )

    fileprivate static let publishTrack = Operation(
        "Make a track of an upload",
        tag: "tracks",
        body: .json(CatalogSchemas.trackDraft),
        answers: [.created: .data(.object(["track": .ref("Track"), "version": .ref("Version")]))],
        refusals: [.notFound]
    )

    fileprivate static let editTrack = Operation(
        "Change a track; fields that are left out stay",
        tag: "tracks",
        body: .json(CatalogSchemas.trackEdit),
        answers: [.ok: .data(.object(["track": .ref("Track")]))]
    )

    fileprivate static let deleteTrack = Operation(
        "Delete a track with all of its versions",
        tag: "tracks",
        answers: [.ok: .data(.object([:]))]
    )
}
