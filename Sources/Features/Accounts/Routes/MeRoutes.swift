internal import Essentials
internal import HTTP
internal import Site

extension Accounts {
    var meRoutes: [Route] {
        [
            .get(AccountPaths.me, access: .member, .showMe) { request in
                try await me(request)
            },
            .patch(AccountPaths.me, access: .member, .editMe) { request in
                try await editMe(request)
            }.limited(to: Self.profileLimit),
            .put(AccountPaths.password, access: .member, .changePassword) { request in
                try await changePassword(request)
            }.limited(to: Self.signInLimit),
            .get(AccountPaths.sessions, access: .member, .listSessions) { request in
                try await listSessions(request)
            },
            .get(AccountPaths.session, access: .member, .showSession) { request, id in
                try await showSession(id, request)
            },
            .delete(AccountPaths.sessions, access: .member, .endOtherSessions) { request in
                try await endSessions(of: request.memberInPerson(), except: request.sessionID)
                return try .success()
            },
            .delete(AccountPaths.session, access: .member, .endSession) { request, id in
                try await end(id, of: request.memberInPerson())
                return try .success()
            },
        ]
    }

    private func me(_ request: Request) async throws -> Response {
        guard let user = try await user(request.member()) else { throw AccountError.notFound }
        return try .success(MeAnswer(user: UserAnswer(user)))
    }

    private func editMe(_ request: Request) async throws -> Response {
        let id = try request.member()
        let body = try await request.json(EditMeBody.self, limit: Self.profileBytes)
        try await edit(id, displayName: body.displayName, bio: body.bio)
        return try await me(request)
    }

    /// Bytes of a change: what may be said takes up to twelve for a character, where it is escaped.
    private static let profileBytes = 64 << 10

    private func changePassword(_ request: Request) async throws -> Response {
        let id = try request.memberInPerson()
        let body = try await request.json(PasswordBody.self, limit: Self.formLimit)
        try await changePassword(
            of: id,
            from: body.currentPassword,
            to: body.newPassword,
            keeping: request.sessionID
        )
        return try .success()
    }

    private func listSessions(_ request: Request) async throws -> Response {
        let sessions = try await sessions(of: request.memberInPerson())
        let answers = sessions.map { SessionListAnswer($0, current: request.sessionID) }
        return try .page(Page(answers, next: nil))
    }

    private func showSession(_ id: ID<UserSession>, _ request: Request) async throws -> Response {
        let sessions = try await sessions(of: request.memberInPerson())
        guard let session = sessions.first(where: { $0.id == id }) else { throw AccountError.notFound }
        return try .success(SessionListAnswer(session, current: request.sessionID))
    }
}

private struct EditMeBody: Decodable {
    let displayName: String?
    let bio: String?
}

private struct PasswordBody: Decodable {
    let currentPassword: String
    let newPassword: String
}
