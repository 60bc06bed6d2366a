internal import Essentials
internal import Uploads

/// A person as the API shows them to themselves and to admins.
package struct UserAnswer: Encodable, Sendable {
    let id: UserID
    let handle: String
    let displayName: String
    let email: String?
    let bio: String
    let avatarAssetId: AssetID?
    let roles: [Role]
    let isAdmin: Bool
    let isBanned: Bool
    let mayHearLossless: Bool
    let createdAt: Instant

    /// The answer about `user`.
    package init(_ user: User) {
        id = user.id
        handle = user.handle
        displayName = user.displayName
        email = user.email
        bio = user.bio
        avatarAssetId = user.avatarID
        roles = user.roles.sorted { $0.rawValue < $1.rawValue }
        isAdmin = user.isAdmin
        isBanned = user.isBanned
        mayHearLossless = user.mayHearLossless
        createdAt = user.createdAt
    }
}

struct SessionAnswer: Encodable {
    let accessToken: String
    let refreshToken: String
    let expiresAt: Instant

    init(_ tokens: SessionTokens) {
        accessToken = tokens.access
        refreshToken = tokens.refresh
        expiresAt = tokens.expiresAt
    }
}

struct SignedInAnswer: Encodable {
    let user: UserAnswer
    let session: SessionAnswer

    init(_ signedIn: SignedIn) {
        user = UserAnswer(signedIn.user)
        session = SessionAnswer(signedIn.tokens)
    }
}

struct RefreshedAnswer: Encodable {
    let session: SessionAnswer
}

struct MeAnswer: Encodable {
    let user: UserAnswer
}

/// A session in the list of one's own.
struct SessionListAnswer: Encodable {
    let id: ID<UserSession>
    let userAgent: String
    let createdAt: Instant
    let lastUsedAt: Instant
    let expiresAt: Instant
    /// Whether it is the one that asks.
    let isCurrent: Bool

    init(_ session: UserSession, current: ID<UserSession>?) {
        id = session.id
        userAgent = session.userAgent
        createdAt = session.createdAt
        lastUsedAt = session.rotatedAt
        expiresAt = session.expiresAt
        isCurrent = session.id == current
    }
}

struct TokenAnswer: Encodable {
    let id: ID<PersonalToken>
    let name: String
    let scopes: [TokenScope]
    let createdAt: Instant
    let lastUsedAt: Instant?

    init(_ token: PersonalToken) {
        id = token.id
        name = token.name
        scopes = token.scopes.sorted { $0.rawValue < $1.rawValue }
        createdAt = token.createdAt
        lastUsedAt = token.lastUsedAt
    }
}

struct NewTokenAnswer: Encodable {
    /// The secret, shown this once.
    let token: String
    let personalToken: TokenAnswer
}

struct InviteAnswer: Encodable {
    let code: String
    let expiresAt: Instant
}
