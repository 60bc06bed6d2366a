internal import Crypto
package import Essentials

/// What a client holds to be known: all that a sign-in or a refresh hands out.
package struct SessionTokens: Sendable {
    package let session: ID<UserSession>
    /// A JWT that says who asks, for 15 minutes.
    package let access: String
    /// Buys the next pair, once.
    package let refresh: String
    /// Only says who views a page, when another site's link led there.
    package let view: String
    /// When the access token ends.
    package let expiresAt: Instant
}

/// Makes and reads the tokens of sessions.
struct TokenMint: Sendable {
    private let jwt: JWT
    private let refreshKey: SymmetricKey
    private let viewKey: SymmetricKey
    private let formKey: SymmetricKey

    init(key: SymmetricKey) {
        jwt = JWT(key: key)
        refreshKey = key.derived(for: "refresh token")
        viewKey = key.derived(for: "view cookie")
        formKey = key.derived(for: "CSRF token")
    }

    /// The tokens for a session as it stands.
    func tokens(for session: UserSession, at now: Instant) throws -> SessionTokens {
        let end = now + UserSession.accessLifetime
        let claims = AccessClaims(
            sub: session.userID,
            sid: session.id,
            iat: now.unixSeconds,
            exp: end.unixSeconds
        )
        return SessionTokens(
            session: session.id,
            access: try jwt.sign(claims),
            refresh: "\(session.id).\(session.generation).\(code(of: session, session.generation))",
            view: "\(session.id).\(HMACSHA256.text(for: session.id.text, key: viewKey))",
            expiresAt: end
        )
    }

    /// The session that an access token names, or nil where it isn't ours or has ended.
    func session(ofAccess token: String, at now: Instant) -> ID<UserSession>? {
        try? jwt.verify(token, as: AccessClaims.self, at: now).sid
    }

    /// The session that a view cookie names, or nil where it isn't ours.
    func session(ofView token: String) -> ID<UserSession>? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, HMACSHA256.isValid(parts[1], for: parts[0], key: viewKey) else { return nil }
        return ID(parts[0])
    }

    /// What forms of this session carry to prove that a page of ours made them.
    func formToken(of session: ID<UserSession>) -> String {
        HMACSHA256.text(for: session.text, key: formKey)
    }

    /// Whether `token` was really handed out for the session that it names.
    func isGenuine(_ token: RefreshToken, of session: UserSession) -> Bool {
        HMACSHA256.isValid(token.code, for: message(session, token.generation), key: refreshKey)
    }

    private func code(of session: UserSession, _ generation: Int) -> String {
        HMACSHA256.text(for: message(session, generation), key: refreshKey)
    }

    private func message(_ session: UserSession, _ generation: Int) -> String {
        "\(session.id).\(generation).\(session.salt)"
    }
}

/// What an access token says.
struct AccessClaims: TokenClaims {
    var sub: UserID
    /// The session it belongs to.
    var sid: ID<UserSession>
    var iat: Int64
    var exp: Int64
}

/// A refresh token taken apart: its session, its number in it, and the code that proves both.
struct RefreshToken {
    let session: ID<UserSession>
    let generation: Int
    let code: String

    /// Nil where `text` has another form.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let session = ID<UserSession>(parts[0]), let generation = Int(parts[1]),
            "\(generation)" == parts[1]
        else { return nil }
        self.session = session
        self.generation = generation
        code = parts[2]
    }
}
