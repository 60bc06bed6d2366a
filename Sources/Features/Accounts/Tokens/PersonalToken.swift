package import Essentials

/// A secret that a person gives to a program of theirs; only its hash is kept.
package struct PersonalToken: Sendable, Equatable {
    package let id: ID<PersonalToken>
    /// What it is for, in its owner's words.
    package let name: String
    package let scopes: Set<TokenScope>
    package let createdAt: Instant
    /// When it was last used, to the minute; nil where it never was.
    package let lastUsedAt: Instant?

    /// What every such token begins with, so that it is recognised where it leaks.
    static let prefix = "stemma_pat_"
}

/// What the holder of a personal access token may do.
package enum TokenScope: String, CaseIterable, Codable, Sendable {
    case read
    /// Includes reading.
    case write
}
