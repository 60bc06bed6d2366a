package import Essentials
package import HTTP
internal import Site

/// The addresses of this slice's calls.
package enum AccountPaths {
    static let signUp = Path("/api/v1/auth/signup")
    static let signIn = Path("/api/v1/auth/login")
    static let refresh = Path("/api/v1/auth/refresh")
    static let signOut = Path("/api/v1/auth/logout")
    static let me = Path("/api/v1/me")
    static let password = Path("/api/v1/me/password")
    static let sessions = Path("/api/v1/me/sessions")
    static let session = Path("/api/v1/me/sessions/:id", ID<UserSession>.self)
    static let tokens = Path("/api/v1/me/tokens")
    static let token = Path("/api/v1/me/tokens/:id", ID<PersonalToken>.self)
    static let ban = Path("/api/v1/admin/users/:handle/ban", String.self)
    static let lossless = Path("/api/v1/admin/users/:handle/lossless", String.self)
    static let roles = Path("/api/v1/admin/users/:handle/roles", String.self)
    static let invites = Path("/api/v1/admin/invites")
}

extension Accounts {
    /// Tries at signing in or up from one address: 100 in a quarter of an hour.
    package static let signInLimit = RateLimit("sign-in", 100, per: .seconds(900), by: .address)

    /// Changes that one member may make of what they say of themselves: each makes every session be read again.
    package static let profileLimit = RateLimit("profile", 100, per: .seconds(900))

    /// What this slice answers.
    package var routes: [Route] { authRoutes + meRoutes + tokenRoutes + administrationRoutes }

    private var authRoutes: [Route] {
        [
            .post(AccountPaths.signUp, access: .anyone, .signUp) { request in
                try await signUp(request)
            }.withoutCSRFToken().limited(to: Self.signInLimit),
            .post(AccountPaths.signIn, access: .anyone, .signIn) { request in
                try await signIn(request)
            }.withoutCSRFToken().limited(to: Self.signInLimit),
            .post(AccountPaths.refresh, access: .anyone, .refreshSession) { request in
                try await refresh(request)
            }.withoutCSRFToken().limited(to: Self.refreshLimit),
            .post(AccountPaths.signOut, access: .anyone, .signOut) { request in
                try await signOut(request)
            },
        ]
    }

    /// Refreshes are more frequent than sign-ins: many people may share an address.
    private static let refreshLimit = RateLimit("refresh", 1000, per: .seconds(900), by: .address)

    private func signUp(_ request: Request) async throws -> Response {
        let form = try await request.json(SignUpForm.self, limit: Self.formLimit)
        let signedIn = try await signUp(form, agent: request.headers["User-Agent"])
        return try response(to: signedIn, status: .created)
    }

    private func signIn(_ request: Request) async throws -> Response {
        let form = try await request.json(SignInBody.self, limit: Self.formLimit)
        guard let name = form.email ?? form.handle else {
            throw AccountError.invalid(["email": "is missing, and so is handle"])
        }
        let signedIn = try await signIn(
            name: name,
            password: form.password,
            agent: request.headers["User-Agent"]
        )
        return try response(to: signedIn, status: .ok)
    }

    private func response(to signedIn: SignedIn, status: Status) throws -> Response {
        var response = try Response.success(SignedInAnswer(signedIn), status: status)
        response.set(cookies.holding(signedIn.tokens))
        response.headers["Cache-Control"] = "no-store"
        return response
    }

    /// Takes the token of the body, else that of the cookie, which is then replaced.
    private func refresh(_ request: Request) async throws -> Response {
        let given = try await refreshToken(inBodyOf: request)
        let cookie = request.cookies[SessionCookies.refresh]
        guard let token = given ?? cookie else { throw AccountError.sessionEnded }
        let tokens = try await refresh(token)
        var response = try Response.success(RefreshedAnswer(session: SessionAnswer(tokens)))
        if given == nil || given == cookie { response.set(cookies.holding(tokens)) }
        response.headers["Cache-Control"] = "no-store"
        return response
    }

    private func refreshToken(inBodyOf request: Request) async throws -> String? {
        guard request.contentType == "application/json" else { return nil }
        return try await request.json(RefreshBody.self, limit: Self.formLimit).refreshToken
    }

    /// Ends the session that asks; somebody who isn't signed in has nothing to lose.
    private func signOut(_ request: Request) async throws -> Response {
        if let id = request.sessionID, let user = request.viewer.userID {
            do { try await end(id, of: user) } catch AccountError.notFound {}
        }
        var response = try Response.success()
        response.set(cookies.ending)
        return response
    }

    /// Bytes of a JSON body with names and passwords.
    static let formLimit = 16 << 10
}

private struct SignInBody: Decodable {
    let email: String?
    let handle: String?
    let password: String
}

private struct RefreshBody: Decodable {
    let refreshToken: String?
}

extension Request {
    /// The session that asks; nil for personal access tokens and those who aren't signed in.
    package var sessionID: ID<UserSession>? { identity.session.flatMap { ID($0) } }

    /// The member who asks by a session of their own: what guards an account isn't given to programs.
    package func memberInPerson() throws(Refusal) -> UserID {
        guard sessionID != nil else {
            throw .forbidden("A personal access token can't do this.", code: "session_needed")
        }
        return try member()
    }
}
