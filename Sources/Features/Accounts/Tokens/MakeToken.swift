internal import Crypto
package import Essentials
internal import SQL

extension Accounts {
    /// Makes a personal access token for `user`; the secret is told here and never again.
    ///
    /// Throws ``AccountError/invalid(_:)``.
    package func makeToken(
        named name: String,
        scopes: Set<TokenScope>,
        for user: UserID
    ) async throws -> (token: PersonalToken, secret: String) {
        let name = name.trimmed
        var problems: [String: String] = [:]
        if !(1...100).contains(name.unicodeScalars.count) {
            problems["name"] = "must have 1 to 100 characters"
        }
        if scopes.isEmpty { problems["scopes"] = "must hold read or write" }
        guard problems.isEmpty else { throw AccountError.invalid(problems) }
        let now = settings.clock()
        let scopes: Set<TokenScope> = scopes.contains(.write) ? [.read, .write] : [.read]
        let token = PersonalToken(
            id: ID(at: now),
            name: name,
            scopes: scopes,
            createdAt: now,
            lastUsedAt: nil
        )
        let secret = PersonalToken.prefix + randomToken()
        try await token.insert(secret: secret, of: user, in: database)
        return (token, secret)
    }

    /// The tokens of `user`, the newest first.
    package func tokens(of user: UserID) async throws -> [PersonalToken] {
        try await PersonalToken.all(of: user, in: database)
    }

    /// One token of `user`; throws ``AccountError/notFound``.
    package func token(_ id: ID<PersonalToken>, of user: UserID) async throws -> PersonalToken {
        guard let token = try await PersonalToken.find(id, of: user, in: database) else {
            throw AccountError.notFound
        }
        return token
    }

    /// Deletes one token of `user`, which ends its use at once; throws ``AccountError/notFound``.
    package func deleteToken(_ id: ID<PersonalToken>, of user: UserID) async throws {
        try await changingStanding(of: user) { session in
            guard try await PersonalToken.delete(id, of: user, in: session) else {
                throw AccountError.notFound
            }
        }
    }

    /// Deletes all tokens of `user`.
    package func deleteTokens(of user: UserID) async throws {
        try await changingStanding(of: user) { session in
            try await PersonalToken.deleteAll(of: user, in: session)
        }
    }
}
