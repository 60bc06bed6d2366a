internal import Accounts
internal import Catalog
internal import Essentials
internal import Events
internal import SQL

extension Social {
    /// The topics on which it is told that `viewer` may have lost `topic`; nil where they may not follow it.
    func watches(over topic: Topic, for viewer: Viewer, key: String?) async throws -> Set<String>? {
        let visible = TrackAccess.visible(to: viewer, key: key, at: .now)
        switch topic {
        case .user: return []
        case .track(let track):
            return try await watches(
                "SELECT t.id, t.owner_user_id FROM tracks t WHERE t.id = \(track) AND \(visible)"
            )
        case .version(let version):
            return try await watches(
                """
                SELECT t.id, t.owner_user_id FROM track_versions v JOIN tracks t ON t.id = v.track_id
                WHERE v.id = \(version) AND \(VersionAccess.isShown(to: viewer)) AND \(visible)
                """
            )
        }
    }

    private func watches(_ statement: SQL) async throws -> Set<String>? {
        guard let row = try await database.first(statement) else { return nil }
        let (track, owner): (ID<Track>, UserID) = (try row["id"], try row["owner_user_id"])
        return [AccessNews.topic(of: track), StandingNews.topic(of: owner)]
    }
}

extension Event {
    /// Whether it is no news for clients, but tells that somebody may see more or less than before.
    var isAboutAccess: Bool { name == AccessNews.name || name == StandingNews.name }
}
