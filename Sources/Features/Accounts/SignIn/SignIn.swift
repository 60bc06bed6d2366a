internal import Crypto
package import Essentials
internal import SQL

/// Somebody who has just signed in or up.
package struct SignedIn: Sendable {
    package let user: User
    package let tokens: SessionTokens
}

extension Accounts {
    /// Signs somebody in under an address or a handle, in a new session.
    ///
    /// Takes the same time whether the name or the password is wrong. Throws ``AccountError`` of kind
    /// `wrongCredentials`, `tooManyAttempts` or, to those who know the password, `banned`.
    package func signIn(name: String, password: String, agent: String?) async throws -> SignedIn {
        let name = name.trimmed.lowercased()
        // Nobody's name, and too long to be remembered among the attempts.
        guard name.utf8.count <= EmailAddress.longest else { throw AccountError.wrongCredentials }
        if settings.limitsRates, let wait = backoff.attempt(name, at: settings.clock()) {
            throw AccountError.tooManyAttempts(wait)
        }
        let record = try await PasswordRecord.find(name: name, in: database)
        guard try await passwords.isValid(password, for: record?.hash), let record else {
            throw AccountError.wrongCredentials
        }
        backoff.succeed(name)
        guard !record.isBanned else { throw AccountError.banned }
        try await renewHash(of: record, password)
        return try await database.transaction { session in
            guard let user = try await User.find(record.id, in: session) else { throw AccountError.notFound }
            return SignedIn(
                user: user,
                tokens: try await openSession(for: user.id, agent: agent, in: session)
            )
        }
    }

    /// Hashes the password anew where the cost of hashes has changed since.
    private func renewHash(of record: PasswordRecord, _ password: String) async throws {
        guard let hash = record.hash, passwords.isOutdated(hash) else { return }
        let renewed = try await passwords.hash(password)
        try await PasswordRecord.set(renewed, of: record.id, at: settings.clock(), in: database)
    }

    /// Changes the password of `user`, and ends all their sessions but `kept`.
    ///
    /// Throws ``AccountError`` of kind `wrongPassword`, `tooManyAttempts` or `invalid`.
    package func changePassword(
        of user: UserID,
        from current: String,
        to new: String,
        keeping kept: ID<UserSession>?
    ) async throws {
        if settings.limitsRates, let wait = backoff.attempt(user.text, at: settings.clock()) {
            throw AccountError.tooManyAttempts(wait)
        }
        let record = try await PasswordRecord.find(user, in: database)
        guard try await passwords.isValid(current, for: record?.hash) else {
            throw AccountError.wrongPassword
        }
        backoff.succeed(user.text)
        try await setPassword(new, of: user, keeping: kept)
    }

    /// Gives `user` another password, and ends all their sessions but `kept`; throws ``AccountError/invalid(_:)``.
    func setPassword(_ new: String, of user: UserID, keeping kept: ID<UserSession>?) async throws {
        guard let owner = try await User.find(user, in: database) else { throw AccountError.notFound }
        if let problem = NewPassword.problem(with: new, handle: owner.handle, email: owner.email ?? "") {
            throw AccountError.invalid(["new_password": problem])
        }
        let hash = try await passwords.hash(new)
        let now = settings.clock()
        try await changingStanding(of: user) { session in
            try await PasswordRecord.set(hash, of: user, at: now, in: session)
            try await UserSession.endAll(of: user, except: kept, at: now, in: session)
        }
    }
}
