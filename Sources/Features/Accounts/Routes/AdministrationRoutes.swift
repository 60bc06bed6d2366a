internal import Essentials
internal import HTTP
internal import Site

extension Accounts {
    var administrationRoutes: [Route] {
        [
            .put(AccountPaths.ban, access: .admin, .ban) { request, handle in
                try await ban(handle: handle)
                return try .success()
            },
            .delete(AccountPaths.ban, access: .admin, .liftBan) { request, handle in
                try await liftBan(handle: handle)
                return try .success()
            },
            .put(AccountPaths.lossless, access: .admin, .allowLossless) { request, handle in
                try await setMayHearLossless(true, handle: handle)
                return try .success()
            },
            .delete(AccountPaths.lossless, access: .admin, .forbidLossless) { request, handle in
                try await setMayHearLossless(false, handle: handle)
                return try .success()
            },
            .put(AccountPaths.roles, access: .admin, .setRoles) { request, handle in
                let body = try await request.json(RolesBody.self, limit: Self.formLimit)
                let user = try await setRoles(Set(body.roles), handle: handle)
                return try .success(MeAnswer(user: UserAnswer(user)))
            },
            .post(AccountPaths.invites, access: .admin, .makeInvite) { request in
                let invite = try await makeInvite(by: request.member())
                return try .success(
                    InviteAnswer(code: invite.code, expiresAt: invite.expiresAt),
                    status: .created
                )
            },
        ]
    }
}

private struct RolesBody: Decodable {
    let roles: [Role]
}
