internal import Catalog
internal import Essentials
internal import HTTP
internal import Ingest
internal import ObjectStore
internal import SQL
internal import Uploads

/// Artwork and pictures of waveforms, for who may see a track that shows them.
extension Playback {
    var imageRoutes: [Route] {
        [
            .get(PlaybackPaths.image, access: .anyone) { request, file in
                guard let name = ImageName(file) else { throw Refusal.notFound() }
                return try await image(name, for: request)
            }
        ]
    }

    private func image(_ name: ImageName, for request: Request) async throws -> Response {
        let now = Instant.now
        let shows = name.showingTracks
        let mayKnow = TrackAccess.visible(to: request.viewer, key: request.query["key"], at: now)
        let everybody = TrackAccess.visible(to: .anonymous, at: now)
        let row = try await database.first(
            """
            SELECT max(CASE WHEN \(everybody) THEN 1 ELSE 0 END) AS is_for_all FROM tracks t
            WHERE \(shows) AND \(mayKnow) HAVING count(*) > 0
            """
        )
        guard let row else { throw Refusal.notFound() }
        let isForAll: Bool = try row[0]
        var response = try await objects.response(name.key, type: name.type)
        response.headers["Cache-Control"] = isForAll ? "public, max-age=3600" : "private, max-age=300"
        return response
    }
}

extension ImageName {
    /// The tracks that show the picture, over `tracks t`.
    fileprivate var showingTracks: SQL {
        switch self {
        case .artwork(let asset, _): "t.artwork_asset_id = \(asset)"
        case .waveform(let version):
            """
            t.id = (SELECT v.track_id FROM track_versions v WHERE v.id = \(version) AND v.deleted_at IS NULL)
            """
        }
    }

    /// Where it is kept.
    fileprivate var key: ObjectKey {
        get throws {
            switch self {
            case .artwork(let asset, let size): try ArtworkKeys.key(asset, size)
            case .waveform(let version): try WaveformKeys.picture(of: version)
            }
        }
    }

    fileprivate var type: String {
        switch self {
        case .artwork: "image/jpeg"
        case .waveform: "image/png"
        }
    }
}
