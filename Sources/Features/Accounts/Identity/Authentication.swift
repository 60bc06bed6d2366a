internal import Essentials
package import HTTP

/// Finds out who sent a request, and says so in its `identity`.
///
/// `Authorization: Bearer` takes an access token or a personal access token, and then cookies are ignored. Of the
/// cookies, the access token is believed while it holds; after that the refresh token buys the next pair, which goes
/// back with the response; and a page that another site's link led to, where browsers send neither, goes by the view
/// cookie. Somebody banned is anonymous, and refused when they write.
package struct Authentication: Middleware {
    let accounts: Accounts

    package func respond(
        to request: Request,
        next: Next
    ) async throws -> Response {
        guard request.route?.access != .linkHolder else { return await next(request) }
        let found = try await find(request)
        if found.isBanned, !request.method.isSafe, !request.isAboutSigningIn {
            throw AccountError.banned
        }
        if found.mayNotWrite, !request.method.isSafe {
            throw Refusal.forbidden("This token may only read.", code: "insufficient_scope")
        }
        var request = request
        request.identity = found.identity
        var response = await next(request)
        // A handler that signs somebody in or out has set cookies of its own.
        if !response.headers.contains("Set-Cookie") { response.set(found.cookies) }
        return response
    }

    private func find(_ request: Request) async throws -> Finding {
        if let header = request.headers["Authorization"] {
            if let found = try await bearer(header) { return found }
            guard request.isAboutSigningIn else {
                throw Refusal.unauthorized(
                    "This access token has ended. Sign in again.",
                    code: "invalid_token"
                )
            }
            return Finding()
        }
        return request.isAboutSigningIn ? Finding() : try await cookies(request)
    }

    private func bearer(_ header: String) async throws -> Finding? {
        let words = header.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        let token = String(words[1])
        if token.hasPrefix(PersonalToken.prefix) {
            return try await accounts.standing(ofToken: token).map { Finding($0, .bearer) }
        }
        guard let id = accounts.mint.session(ofAccess: token, at: accounts.settings.clock()),
            let standing = try await accounts.standing(ofSession: id), !standing.isEnded || standing.isBanned
        else { return nil }
        return Finding(standing, .bearer, session: id)
    }

    private func cookies(_ request: Request) async throws -> Finding {
        let cookies = request.cookies
        let now = accounts.settings.clock()
        if let access = cookies[SessionCookies.access],
            let id = accounts.mint.session(ofAccess: access, at: now)
        {
            return try await finding(id)
        }
        if let refresh = cookies[SessionCookies.refresh], !request.asksForWebSocket {
            return try await rotated(refresh)
        }
        if request.isPageView, let view = cookies[SessionCookies.view],
            let id = accounts.mint.session(ofView: view)
        {
            return try await finding(id)
        }
        return Finding()
    }

    /// Who a session's cookie stands for; the cookies of one that is over are taken back.
    private func finding(_ id: ID<UserSession>) async throws -> Finding {
        guard let standing = try await accounts.standing(ofSession: id) else { return over }
        guard !standing.isEnded || standing.isBanned else { return over }
        return Finding(standing, .cookie, session: id, formToken: accounts.mint.formToken(of: id))
    }

    private func rotated(_ refresh: String) async throws -> Finding {
        do {
            let tokens = try await accounts.refresh(refresh)
            var found = try await finding(tokens.session)
            if found.identity.viewer.isMember { found.cookies = accounts.cookies.holding(tokens) }
            return found
        } catch AccountError.sessionEnded {
            return over
        }
    }

    private var over: Finding { Finding(cookies: accounts.cookies.ending) }
}

/// What was found out about a request's sender.
private struct Finding {
    var identity = Identity.anonymous
    var isBanned = false
    var mayNotWrite = false
    /// To be set on the response.
    var cookies: [Cookie] = []

    /// Nobody, with cookies to be taken back.
    init(cookies: [Cookie] = []) {
        self.cookies = cookies
    }

    init(
        _ standing: Standing,
        _ credential: Identity.Credential,
        session: ID<UserSession>? = nil,
        formToken: String? = nil
    ) {
        isBanned = standing.isBanned
        mayNotWrite = standing.scopes.map { !$0.contains(.write) } ?? false
        guard !standing.isBanned else { return }
        identity = Identity(
            viewer: .member(standing.userID, roles: standing.roles),
            handle: standing.handle,
            displayName: standing.displayName,
            csrfToken: formToken,
            credential: credential
        )
        identity.session = session?.text
    }
}

extension Request {
    /// Whether it is a sign-in, a sign-up or a refresh, which nobody needs to be known for.
    fileprivate var isAboutSigningIn: Bool { route.map { !$0.needsCSRFToken } ?? false }

    /// Whether somebody looks at a page, and changes nothing.
    fileprivate var isPageView: Bool { (method == .get || method == .head) && !path.hasPrefix("/api/") }

    /// Whether the connection is to become a WebSocket, whose answer no browser takes cookies from in time.
    fileprivate var asksForWebSocket: Bool { headers.list("Upgrade", contains: "websocket") }
}
