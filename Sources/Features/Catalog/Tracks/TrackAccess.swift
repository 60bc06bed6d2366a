package import Essentials
package import SQL

/// Who may see and hear which track, as conditions of a query over `tracks t`.
///
/// Every statement that serves somebody else's music holds one of these, so that the rule is checked where the
/// data is read and nowhere after it:
/// - a public track that is released is everybody's;
/// - the key of its link opens a track that isn't private, also before its release: that is how a preview is sent;
/// - members of the artist see all of its tracks;
/// - while the owner is banned only administrators see a track, and nobody hears it;
/// - a deleted track is nobody's.
package enum TrackAccess {
    /// The tracks that `viewer`, who may hold the `key` of one, may know of.
    package static func visible(to viewer: Viewer, key: String? = nil, at now: Instant) -> SQL {
        guard !viewer.isAdmin else { return "t.deleted_at IS NULL" }
        return """
            (t.deleted_at IS NULL AND \(ownerIsWelcome)
            AND (\(isOpen(key: key, at: now)) OR \(isMember(viewer))))
            """
    }

    /// The tracks that `viewer` may hear: those that they see, less those of banned owners.
    package static func audible(to viewer: Viewer, key: String? = nil, at now: Instant) -> SQL {
        "(\(visible(to: viewer, key: key, at: now)) AND \(ownerIsWelcome))"
    }

    /// 1 where `viewer`, who sees the track, may hear it as well, else 0; only administrators see what nobody hears.
    static func mayHear(_ viewer: Viewer) -> SQL {
        viewer.isAdmin ? "CASE WHEN \(ownerIsWelcome) THEN 1 ELSE 0 END" : "1"
    }

    /// 1 where `viewer`, who may hear the track, may hear it without loss, else 0: members of its artist, and of all
    /// tracks administrators and those to whom they have allowed it.
    static func mayHearLossless(_ viewer: Viewer) -> SQL {
        guard let user = viewer.userID else { return "0" }
        guard !viewer.isAdmin else { return "1" }
        return """
            CASE WHEN \(isMember(viewer))
            OR EXISTS (SELECT 1 FROM users u WHERE u.id = \(user) AND u.may_hear_lossless = 1) THEN 1 ELSE 0 END
            """
    }

    /// The tracks that stand in lists for `viewer`: released public ones and those of their own artists.
    ///
    /// Administrators find other people's private tracks by their address, not in every list.
    package static func listed(for viewer: Viewer, at now: Instant) -> SQL {
        """
        (t.deleted_at IS NULL AND \(ownerIsWelcome)
        AND (\(isOpen(key: nil, at: now)) OR \(isMember(viewer))))
        """
    }

    /// The tracks that `viewer` may change.
    package static func editable(by viewer: Viewer) -> SQL {
        viewer.isAdmin ? "t.deleted_at IS NULL" : "(t.deleted_at IS NULL AND \(isMember(viewer)))"
    }

    /// The tracks whose artist `viewer` acts for.
    package static func isMember(_ viewer: Viewer) -> SQL {
        guard let user = viewer.userID else { return "1 = 0" }
        return """
            EXISTS (SELECT 1 FROM artist_members m WHERE m.artist_id = t.artist_id AND m.user_id = \(user))
            """
    }

    /// The tracks whose owner is not banned.
    package static let ownerIsWelcome: SQL = """
        NOT EXISTS (SELECT 1 FROM users u WHERE u.id = t.owner_user_id AND u.is_banned = 1)
        """

    private static func isOpen(key: String?, at now: Instant) -> SQL {
        let released: SQL = """
            (t.visibility = 'public' AND (t.release_at IS NULL OR t.release_at <= \(now)))
            """
        guard let key, Track.isShareKey(key) else { return released }
        return "(\(released) OR (t.visibility <> 'private' AND t.share_key = \(key)))"
    }
}
