package import Catalog
package import Essentials
internal import SQL

extension Social {
    /// The comments that stand on `track` for `viewer`, by their place in it; at most `limit`, after `cursor`.
    ///
    /// One that is deleted or hidden from the viewer is left out, unless answers hang on it that they may read: then
    /// it stands there without its words. Two queries. Throws `SocialError` where the viewer may not know of the
    /// track.
    package func comments(
        on track: ID<Track>,
        for viewer: Viewer,
        key: String? = nil,
        after cursor: Cursor? = nil,
        limit: Int = 100
    ) async throws -> Page<Comment> {
        guard try await isVisible(track, to: viewer, key: key) else { throw SocialError.noSuchTrack }
        return try await Comment.list(on: track, for: viewer, after: cursor, limit: limit, in: database)
    }

    /// Whether `viewer` may know of `track`.
    func isVisible(_ track: ID<Track>, to viewer: Viewer, key: String?) async throws -> Bool {
        try await database.exists(
            """
            SELECT 1 FROM tracks t
            WHERE t.id = \(track) AND \(TrackAccess.visible(to: viewer, key: key, at: .now))
            """
        )
    }
}
