internal import Crypto
package import Essentials
internal import SQL

extension Accounts {
    /// Bans the person with this handle: their sessions end, and from now on they are nobody here.
    ///
    /// Throws ``AccountError`` of kind `notFound`, or `lastAdmin` where nobody would be left to run the instance.
    package func ban(handle: String) async throws {
        let user = try await person(handle)
        let now = settings.clock()
        try await changingStanding(of: user.id) { session in
            try await checkOtherAdmins(than: user, in: session)
            try await User.setBanned(true, user.id, at: now, in: session)
            try await UserSession.endAll(of: user.id, except: nil, at: now, in: session)
        }
    }

    /// Those who are banned, by their handles, at most `limit`.
    package func banned(limit: Int = 100) async throws -> [User] {
        try await User.banned(limit: limit, in: database)
    }

    /// Lets a banned person in again; they sign in anew.
    ///
    /// Throws ``AccountError/notFound``.
    package func liftBan(handle: String) async throws {
        let user = try await person(handle)
        let now = settings.clock()
        try await changingStandings { session in
            try await User.setBanned(false, user.id, at: now, in: session)
        }
    }

    /// Gives the person with this handle these roles in place of those they had.
    ///
    /// Throws ``AccountError`` of kind `notFound`, or `lastAdmin`.
    @discardableResult
    package func setRoles(_ roles: Set<Role>, handle: String) async throws -> User {
        let user = try await person(handle)
        return try await changingStanding(of: user.id) { session in
            if !roles.contains(.admin) { try await checkOtherAdmins(than: user, in: session) }
            try await User.setRoles(roles, of: user.id, in: session)
            guard let changed = try await User.find(user.id, in: session) else { throw AccountError.notFound }
            return changed
        }
    }

    /// Allows the person with this handle to hear all that they may hear without loss too, or no longer.
    ///
    /// Throws ``AccountError/notFound``.
    package func setMayHearLossless(_ mayHear: Bool, handle: String) async throws {
        let user = try await person(handle)
        try await User.setMayHearLossless(mayHear, user.id, at: settings.clock(), in: database)
    }

    /// Gives somebody, by handle or address, a new random password and ends their sessions; for the operator.
    ///
    /// Returns the password. Throws ``AccountError/notFound``.
    package func resetPassword(name: String) async throws -> String {
        guard let record = try await PasswordRecord.find(name: name, in: database),
            record.id != Self.systemUserID
        else { throw AccountError.notFound }
        let password = String(randomToken().prefix(20))
        try await setPassword(password, of: record.id, keeping: nil)
        return password
    }

    /// Anybody but the program itself.
    private func person(_ handle: String) async throws -> User {
        guard let user = try await User.find(handle: handle, in: database), user.id != Self.systemUserID
        else {
            throw AccountError.notFound
        }
        return user
    }

    /// Two admins who would remove each other at once take turns here.
    private func checkOtherAdmins(than user: User, in session: any Session) async throws {
        guard user.isAdmin else { return }
        try await User.queueUp(in: session)
        guard try await User.otherAdmins(than: user.id, in: session) > 0 else { throw AccountError.lastAdmin }
    }
}
