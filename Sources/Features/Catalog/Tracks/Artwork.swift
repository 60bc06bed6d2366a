package import Essentials
package import SQL
package import Uploads

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
        try await Original.hold(asset, in: session)
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

    /// Whether the track is there and has no picture.
    package static func isMissing(of track: ID<Track>, in session: any Session) async throws(SQLError) -> Bool
    {
        try await session.exists(
            "SELECT 1 FROM tracks WHERE id = \(track) AND artwork_asset_id IS NULL AND deleted_at IS NULL"
        )
    }

    /// Gives a track without a picture this one, on behalf of the instance.
    package static func give(
        _ asset: ID<Asset>,
        to track: ID<Track>,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute(
            """
            UPDATE tracks SET artwork_asset_id = \(asset), updated_at = \(now)
            WHERE id = \(track) AND artwork_asset_id IS NULL
            """
        )
    }

    /// Takes this picture away from every track that shows it.
    package static func withdraw(
        _ asset: ID<Asset>,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute(
            """
            UPDATE tracks SET artwork_asset_id = NULL, updated_at = \(now) WHERE artwork_asset_id = \(asset)
            """
        )
    }
}

extension Track {
    /// Who uploaded the track; nil where there is none.
    package static func uploader(
        of track: ID<Track>,
        in session: any Session
    ) async throws(SQLError) -> UserID? {
        try await session.first("SELECT owner_user_id FROM tracks WHERE id = \(track)")
            .map { row throws(SQLError) in try row[0] }
    }
}
