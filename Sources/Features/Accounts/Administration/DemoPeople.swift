package import Essentials
internal import SQL

/// Somebody invented, as a demo needs them.
package struct DemoPerson: Sendable {
    package var handle: String
    package var displayName: String

    /// Markdown.
    package var bio: String

    /// Somebody who says of themselves what `bio` says.
    package init(handle: String, displayName: String, bio: String) {
        (self.handle, self.displayName, self.bio) = (handle, displayName, bio)
    }
}

extension Accounts {
    /// The account of somebody invented, made as of `now` where it is missing; nobody can sign in to it.
    ///
    /// It doesn't count as the first: whoever signs up first still runs the instance. Throws ``AccountError/taken(_:)``
    /// where a real person has the handle, and what the hooks throw.
    package func addDemo(_ person: DemoPerson, at now: Instant) async throws -> UserID {
        try await database.transaction { session in
            if let known = try await User.find(handle: person.handle, in: session) {
                guard try await User.isDemo(known.id, in: session) else { throw AccountError.taken("handle") }
                return known.id
            }
            let id = UserID(at: now)
            try await User.insertDemo(id, person, at: now, in: session)
            guard let user = try await User.find(id, in: session) else { throw AccountError.notFound }
            try await onSignUp(user, session)
            try await onEdit(user, session)
            return id
        }
    }

    /// Everybody invented.
    package func demoPeople() async throws -> [UserID] {
        try await database.values("SELECT id FROM users WHERE kind = 'demo' ORDER BY id")
    }

    /// Takes everybody invented away for good; nothing may be left of what they uploaded or said.
    package func eraseDemoPeople() async throws {
        try await changingStandings { session in
            try await session.execute("DELETE FROM users WHERE kind = 'demo'")
        }
    }
}

extension User {
    fileprivate static func isDemo(_ id: UserID, in session: any Session) async throws -> Bool {
        try await session.exists("SELECT 1 FROM users WHERE id = \(id) AND kind = 'demo'")
    }

    fileprivate static func insertDemo(
        _ id: UserID,
        _ person: DemoPerson,
        at now: Instant,
        in session: any Session
    ) async throws {
        try await session.execute(
            """
            INSERT INTO users (id, handle, display_name, bio, kind, created_at, updated_at)
            VALUES (\(id), \(person.handle), \(person.displayName), \(person.bio), 'demo', \(now), \(now))
            """
        )
        try await setRoles([.fan, .artist], of: id, in: session)
    }
}
