internal import Catalog
internal import Essentials
internal import SQL

/// Who may read which comment, as conditions of a query over `comments c` by `users u` on `track_versions v` of
/// `tracks t`; whether the viewer sees the track is asked apart.
///
/// - An open comment is everybody's: one that stands as it was said, on a version that others know of;
/// - any other is read by its author and by those who tend the track;
/// - a deleted one is nobody's.
enum CommentAccess {
    /// The comments that whoever sees the track may read; `comment` and `author` are the aliases of the tables.
    static func isOpen(_ comment: SQL = "c", by author: SQL = "u") -> SQL {
        """
        (\(comment).deleted_at IS NULL AND \(comment).visibility = 'visible' AND \(author).is_banned = 0
        AND (v.playable = 1 OR v.status = 'lost') AND v.deleted_at IS NULL)
        """
    }

    /// The comments that `viewer` may read.
    static func isReadable(to viewer: Viewer, _ comment: SQL = "c", by author: SQL = "u") -> SQL {
        guard let user = viewer.userID else { return isOpen(comment, by: author) }
        return """
            (\(isOpen(comment, by: author)) OR (\(comment).deleted_at IS NULL AND v.deleted_at IS NULL
            AND (\(comment).user_id = \(user) OR \(isTended(by: viewer)))))
            """
    }

    /// The comments that `viewer` reads, or sees standing without words for the sake of answers that they read.
    static func stands(for viewer: Viewer) -> SQL {
        """
        (\(isReadable(to: viewer)) OR EXISTS (
            SELECT 1 FROM comments r JOIN users w ON w.id = r.user_id
            WHERE r.parent_id = c.id AND \(isReadable(to: viewer, "r", by: "w"))
        ))
        """
    }

    /// The comments that `viewer` wrote: theirs wherever they stand, also where they no longer see the track.
    static func isOwn(of viewer: Viewer) -> SQL {
        guard let user = viewer.userID else { return "1 = 0" }
        return "(c.user_id = \(user) AND c.deleted_at IS NULL AND t.deleted_at IS NULL)"
    }

    /// The tracks `t` whose comments `viewer` looks after.
    static func isTended(by viewer: Viewer) -> SQL {
        viewer.isAdmin || viewer.has(.moderator) ? "1 = 1" : TrackAccess.isMember(viewer)
    }
}
