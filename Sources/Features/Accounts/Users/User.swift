package import Essentials
package import Uploads

/// Somebody with an account here, or the program itself.
package struct User: Sendable, Equatable {
    package let id: UserID
    /// As in `/@handle`, without the `@`; also the handle of their first artist.
    package let handle: String
    package let displayName: String
    /// As it was typed; nil for the program itself.
    package let email: String?
    /// Markdown.
    package let bio: String
    package let avatarID: AssetID?
    package let roles: Set<Role>
    package let isBanned: Bool
    /// Whether an admin allowed them to hear everybody's music without loss.
    package let mayHearLossless: Bool
    package let createdAt: Instant

    /// Whether they run this instance.
    package var isAdmin: Bool { roles.contains(.admin) }
}
