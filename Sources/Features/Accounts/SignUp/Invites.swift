internal import Crypto
package import Essentials
internal import SQL

// Every statement on `invites`, and what they mean.

extension Accounts {
    /// How long an invitation holds.
    private static let inviteLifetime = Duration.seconds(14 * 86_400)

    /// An invitation for one person, to be passed on by `maker` within 14 days; the code is told here only.
    package func makeInvite(by maker: UserID) async throws -> (code: String, expiresAt: Instant) {
        let now = settings.clock()
        let code = randomToken()
        let end = now + Self.inviteLifetime
        try await database.execute(
            """
            INSERT INTO invites (code_hash, made_by_user_id, created_at, expires_at)
            VALUES (\(SHA256.hash(code).description), \(maker), \(now), \(end))
            """
        )
        return (code, end)
    }

    /// Uses up an invitation; throws ``AccountError/inviteNeeded`` where it doesn't hold.
    func useInvite(_ code: String?, by user: UserID, in session: any Session) async throws {
        let used = try await session.execute(
            """
            UPDATE invites SET used_by_user_id = \(user)
            WHERE code_hash = \(SHA256.hash(code ?? "").description) AND used_by_user_id IS NULL
                AND expires_at > \(settings.clock())
            """
        )
        guard used == 1 else { throw AccountError.inviteNeeded }
    }
}
