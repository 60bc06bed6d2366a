package import Essentials

/// One sign-in on one device, kept alive by rotating its refresh token.
package struct UserSession: Sendable, Equatable {
    package let id: ID<UserSession>
    package let userID: UserID
    /// Goes into every refresh token's code, so that the tokens can't be made from the server's key alone.
    let salt: String
    /// How many times the refresh token was replaced; the token that holds has this number.
    let generation: Int
    /// What the device called itself when it signed in.
    package let userAgent: String
    package let createdAt: Instant
    /// When the refresh token was last replaced, or made.
    package let rotatedAt: Instant
    package let expiresAt: Instant
    let endedAt: Instant?

    /// How long an access token holds.
    static let accessLifetime = Duration.seconds(15 * 60)
    /// How long a refresh token holds.
    static let refreshLifetime = Duration.seconds(30 * 86_400)
    /// How long the refresh token before still gets the same successor, for two tabs that ask at once.
    static let gracePeriod = Duration.seconds(30)

    /// Whether it can be used at `now`.
    func isAlive(at now: Instant) -> Bool { endedAt == nil && now < expiresAt }

    /// What a refresh token of this session, once found genuine, is worth at `now`.
    func worth(ofGeneration number: Int, at now: Instant) -> RefreshWorth {
        if !isAlive(at: now) { return .ended }
        if number == generation { return .current }
        if number == generation - 1, now - rotatedAt <= Self.gracePeriod { return .justReplaced }
        return .reused
    }
}

/// What a refresh token is worth.
enum RefreshWorth: Equatable {
    /// It is replaced by the next.
    case current
    /// It was replaced a moment ago, and gets the same successor.
    case justReplaced
    /// It was replaced long ago: somebody has a copy, so the session ends for both.
    case reused
    /// Its session is over.
    case ended
}
