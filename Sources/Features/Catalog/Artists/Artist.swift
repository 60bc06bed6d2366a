package import Essentials

/// A name that music is published under: one person, a band or a label, with the members who act for it.
package struct Artist: Hashable, Sendable {
    package let id: ID<Artist>

    /// The last part of the artist's address, `[a-z0-9_]{2,30}`.
    package let handle: String

    /// The name to be shown, 1…100 characters.
    package let name: String

    /// What the artist tells of itself, in Markdown.
    package let bioMD: String

    /// When it was made.
    package let createdAt: Instant
}

/// What a member of an artist may do.
package enum ArtistRole: String, Codable, CaseIterable, Sendable {
    /// Everything, members included.
    case owner

    /// Everything with the music.
    case member
}

/// An artist as it stands beside a track.
package struct ArtistName: Hashable, Sendable {
    package let id: ID<Artist>

    /// The last part of the artist's address.
    package let handle: String

    /// The name to be shown.
    package let name: String
}

/// Where an address leads.
package enum Lookup<Found: Sendable>: Sendable {
    /// This is it.
    case found(Found)

    /// The address is an old one; this is the path of today's.
    case moved(String)

    /// Nothing is there, or nothing that the viewer may know of.
    case missing
}

extension Lookup: Equatable where Found: Equatable {}
