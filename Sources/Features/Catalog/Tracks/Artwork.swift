internal import Essentials
internal import SQL
internal import Uploads

/// The picture of a track.
package enum Artwork {
    /// Whether `viewer` may give `track` this picture: one of their own uploads, or one that another of the artist's
    /// tracks shows.
    static func mayUse(
        _ asset: ID<Asset>,
        for track: ID<Track>,
        by viewer: Viewer,
        in session: any Session
    ) async throws -> Bool {
        guard let user = viewer.userID else { return false }
        if let own = try await Uploads.asset(asset, ownedBy: user, in: session) {
            return own.mime.hasPrefix("image/")
        }
        return try await session.exists(
            """
            SELECT 1 FROM tracks t JOIN tracks o ON o.artist_id = t.artist_id
            WHERE t.id = \(track) AND o.artwork_asset_id = \(asset) AND o.deleted_at IS NULL
            """
        )
    }
}
