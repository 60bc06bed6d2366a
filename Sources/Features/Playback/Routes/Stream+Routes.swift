internal import Catalog
internal import Essentials
internal import HTTP
internal import ObjectStore
internal import SQL

/// Playlists for viewers, and playlists and segments for holders of signed links.
extension Playback {
    var streamRoutes: [Route] {
        [
            .get(PlaybackPaths.stream, access: .anyone, .stream) { request, version in
                try await master(of: version, for: request)
            },
            .get(PlaybackPaths.media, access: .linkHolder) { request, version, file in
                try await media(file, of: version, request)
            },
        ]
    }

    /// The master playlist, signed for a viewer who may hear the version.
    private func master(of id: ID<Version>, for request: Request) async throws -> Response {
        let version = try await hearable(id, for: request)
        let renditions = try await Rendition.of(id, in: database)
        // A link says more than others only where there is more to open.
        let hasLossless = renditions.contains { MediaFile.playlist(format: $0.format).isLossless }
        let isLossless = hasLossless ? try await mayHearLossless(version, request) : false
        let link = signer.sign(id, durationMS: version.durationMS, isLossless: isLossless)
        return master(of: id, renditions, link)
    }

    /// The version, where the viewer of `request` may hear it and there is sound of it.
    func hearable(_ id: ID<Version>, for request: Request) async throws -> Version {
        try await Version.hearable(
            id,
            for: request.viewer,
            key: request.query["key"],
            at: .now,
            in: database
        )
    }

    /// Whether the viewer of `request`, who may hear `version`, may hear it without loss.
    func mayHearLossless(_ version: Version, _ request: Request) async throws -> Bool {
        let (viewer, key) = (request.viewer, request.query["key"])
        return try await Track.find(version.trackID, for: viewer, key: key, in: database)?.mayHearLossless
            ?? false
    }

    /// A file for whoever holds its signed address.
    private func media(_ path: String, of version: ID<Version>, _ request: Request) async throws -> Response {
        let query = request.query
        guard let link = signer.check(version, expires: query["exp"], signature: query["sig"]) else {
            throw Refusal.forbidden("This link has expired or was changed.", code: "bad_link")
        }
        guard try await gate.isOpen(version) else {
            throw Refusal.forbidden("This music is not available.", code: "not_available")
        }
        guard let file = MediaFile(path), link.covers(file) else { throw Refusal.notFound() }
        if case .stored(let path) = file { return try await stored(path, of: version) }
        if case .whole(let format) = file { return try await wholeStream(format, of: version) }
        return try await playlist(file, of: version, link)
    }

    /// A playlist whose addresses carry `link`, so that they stay the same while the list grows.
    private func playlist(
        _ file: MediaFile,
        of version: ID<Version>,
        _ link: SignedLink
    ) async throws -> Response {
        let renditions = try await Rendition.of(version, in: database)
        if file == .master { return master(of: version, renditions, link) }
        guard let rendition = renditions.first(where: { .playlist(format: $0.format) == file }),
            !rendition.isOneFile
        else { throw Refusal.notFound("There is no such stream of this version.") }
        let folder = PlaybackPaths.folder(version)
        return Self.list(MediaPlaylist(rendition: rendition, folder: folder, query: link.query).text)
    }

    /// The list of those of `renditions` that `link` opens.
    private func master(of version: ID<Version>, _ renditions: [Rendition], _ link: SignedLink) -> Response {
        let open = renditions.filter { !$0.isOneFile && link.covers(.playlist(format: $0.format)) }
        let folder = PlaybackPaths.folder(version)
        return Self.list(MasterPlaylist(renditions: open, folder: folder, query: link.query).text)
    }

    private static func list(_ text: String) -> Response {
        var response = Response.bytes(Array(text.utf8), type: "application/vnd.apple.mpegurl")
        response.headers["Cache-Control"] = "private, no-cache"
        return response
    }

    /// How long a browser keeps what never changes under its name.
    static let neverChanges = "private, max-age=31536000, immutable"

    /// Bytes that never change under their name.
    private func stored(_ path: String, of version: ID<Version>) async throws -> Response {
        let key = try ObjectKey(.transcodes, "\(version)/\(path)")
        var response = try await objects.response(key, type: "audio/mp4")
        response.headers["Cache-Control"] = Self.neverChanges
        return response
    }
}

extension Version {
    /// The version with this id, where `viewer` may hear it and there is sound of it.
    ///
    /// - Throws: ``PlaybackError/notFound``, ``PlaybackError/notPlayable``.
    static func hearable(
        _ id: ID<Version>,
        for viewer: Viewer,
        key: String?,
        at now: Instant,
        in session: any Session
    ) async throws -> Version {
        guard let version = try await find(id, in: session),
            try await session.exists(
                """
                SELECT 1 FROM tracks t WHERE t.id = \(version.trackID)
                AND \(TrackAccess.audible(to: viewer, key: key, at: now))
                """
            )
        else { throw PlaybackError.notFound }
        guard version.isPlayable else { throw PlaybackError.notPlayable }
        return version
    }
}

extension Operation {
    fileprivate static let stream = Operation(
        "The master playlist of a version, every address in it signed",
        tag: "playback",
        query: [Parameter("key", .string(), "the key of an unlisted track's link")],
        answers: [.ok: .other(type: "application/vnd.apple.mpegurl")]
    )
}
