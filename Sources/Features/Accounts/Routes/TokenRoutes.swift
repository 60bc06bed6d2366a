internal import Essentials
internal import HTTP
internal import Site

extension Accounts {
    var tokenRoutes: [Route] {
        [
            .get(AccountPaths.tokens, access: .member, .listTokens) { request in
                let tokens = try await tokens(of: request.memberInPerson())
                return try .page(Page(tokens.map { TokenAnswer($0) }, next: nil))
            },
            .post(AccountPaths.tokens, access: .member, .makeToken) { request in
                try await makeToken(request)
            }.limited(to: Self.signInLimit),
            .get(AccountPaths.token, access: .member, .showToken) { request, id in
                try .success(TokenAnswer(try await token(id, of: request.memberInPerson())))
            },
            .delete(AccountPaths.tokens, access: .member, .deleteTokens) { request in
                try await deleteTokens(of: request.memberInPerson())
                return try .success()
            },
            .delete(AccountPaths.token, access: .member, .deleteToken) { request, id in
                try await deleteToken(id, of: request.memberInPerson())
                return try .success()
            },
        ]
    }

    private func makeToken(_ request: Request) async throws -> Response {
        let user = try request.memberInPerson()
        let body = try await request.json(TokenBody.self, limit: Self.formLimit)
        let (token, secret) = try await makeToken(
            named: body.name,
            scopes: Set(body.scopes ?? [.read, .write]),
            for: user
        )
        var response = try Response.success(
            NewTokenAnswer(token: secret, personalToken: TokenAnswer(token)),
            status: .created
        )
        response.headers["Cache-Control"] = "no-store"
        return response
    }
}

private struct TokenBody: Decodable {
    let name: String
    let scopes: [TokenScope]?
}
