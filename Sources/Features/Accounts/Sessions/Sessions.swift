internal import Crypto
package import Essentials
internal import SQL

extension Accounts {
    /// A new session for somebody who just proved who they are.
    func openSession(for user: UserID, agent: String?, in session: any Session) async throws -> SessionTokens
    {
        let now = settings.clock()
        let opened = UserSession(
            id: ID(at: now),
            userID: user,
            salt: randomToken(),
            generation: 1,
            userAgent: String((agent ?? "").prefix(200)),
            createdAt: now,
            rotatedAt: now,
            expiresAt: now + UserSession.refreshLifetime,
            endedAt: nil
        )
        try await opened.insert(in: session)
        return try mint.tokens(for: opened, at: now)
    }

    /// The next tokens for a refresh token, which is spent with it.
    ///
    /// For 30 s more it buys the same successor; after that its use ends the session, since somebody holds a copy.
    /// Throws ``AccountError/sessionEnded``.
    package func refresh(_ token: String) async throws -> SessionTokens {
        guard let token = RefreshToken(token),
            let known = try await UserSession.find(token.session, in: database),
            mint.isGenuine(token, of: known)
        else { throw AccountError.sessionEnded }
        let now = settings.clock()
        switch known.worth(ofGeneration: token.generation, at: now) {
        case .justReplaced: return try mint.tokens(for: known, at: now)
        case .current:
            if let next = try await known.rotate(at: now, in: database) {
                return try mint.tokens(for: next, at: now)
            }
            return try await successor(of: token, at: now)
        case .reused:
            try await end(known.id, of: known.userID)
            throw AccountError.sessionEnded
        case .ended: throw AccountError.sessionEnded
        }
    }

    /// The tokens that another request made of the same one at the same time.
    private func successor(of token: RefreshToken, at now: Instant) async throws -> SessionTokens {
        guard let known = try await UserSession.find(token.session, in: database),
            known.worth(ofGeneration: token.generation, at: now) == .justReplaced
        else { throw AccountError.sessionEnded }
        return try mint.tokens(for: known, at: now)
    }

    /// The living sessions of `user`, the newest first.
    package func sessions(of user: UserID) async throws -> [UserSession] {
        try await UserSession.all(of: user, at: settings.clock(), in: database)
    }

    /// Ends one session of `user`, at once also for the access token that is out; throws ``AccountError/notFound``.
    package func end(_ id: ID<UserSession>, of user: UserID) async throws {
        let now = settings.clock()
        try await changingStanding(of: user) { session in
            guard try await UserSession.end(id, of: user, at: now, in: session) else {
                throw AccountError.notFound
            }
        }
    }

    /// Ends all sessions of `user` but `kept`.
    package func endSessions(of user: UserID, except kept: ID<UserSession>?) async throws {
        let now = settings.clock()
        try await changingStanding(of: user) { session in
            try await UserSession.endAll(of: user, except: kept, at: now, in: session)
        }
    }

    /// Forgets sessions that are over; for the daily sweep.
    @discardableResult
    package func sweep() async throws -> Int {
        try await UserSession.forget(expiredBefore: settings.clock(), in: database)
    }
}
