package import Catalog
package import Essentials

/// What a player tells about one listening.
package struct PlayReport: Sendable {
    package var trackID: ID<Track>

    /// The version heard; nil for the track's primary one.
    package var versionID: ID<Version>?

    /// Milliseconds of sound that came out, 0…86 400 000.
    package var listenedMS: Int64

    /// Whether it was heard to its end.
    package var completed: Bool

    /// Stretches heard, as pairs of positions in milliseconds.
    package var ranges: [[Int64]]

    /// Where the listener came from, as the player's page knows it.
    package var referrer: String?

    /// A report of one listening.
    package init(
        trackID: ID<Track>,
        versionID: ID<Version>? = nil,
        listenedMS: Int64,
        completed: Bool,
        ranges: [[Int64]] = [],
        referrer: String? = nil
    ) {
        self.trackID = trackID
        self.versionID = versionID
        self.listenedMS = listenedMS
        self.completed = completed
        self.ranges = ranges
        self.referrer = referrer
    }
}

/// Who listens, as far as a request shows.
package struct Listener: Sendable {
    package var viewer: Viewer

    /// The client's address as text.
    package var address: String

    /// The `User-Agent` field.
    package var userAgent: String?

    /// The key of an unlisted track's link, where the listener has it.
    package var key: String?

    /// Somebody at `address`.
    package init(viewer: Viewer, address: String, userAgent: String?, key: String?) {
        self.viewer = viewer
        self.address = address
        self.userAgent = userAgent
        self.key = key
    }
}

/// A play as it is counted.
package struct Play: Hashable, Sendable {
    package let id: ID<Play>
    package let versionID: ID<Version>

    /// Whether it is a play of its own; else it went on from one that the same listener began within 30 minutes.
    package let isNew: Bool
}
