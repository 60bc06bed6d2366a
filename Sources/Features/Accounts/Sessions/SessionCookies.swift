package import HTTP

/// The cookies of a browser's session.
package struct SessionCookies: Sendable {
    static let access = "stemma_access"
    static let refresh = "stemma_refresh"
    static let view = "stemma_view"

    /// Whether browsers may send them over TLS only.
    let isSecure: Bool

    /// The cookies that hold `tokens`.
    package func holding(_ tokens: SessionTokens) -> [Cookie] {
        [
            cookie(Self.access, tokens.access, UserSession.accessLifetime),
            cookie(Self.refresh, tokens.refresh, UserSession.refreshLifetime),
            cookie(Self.view, tokens.view, UserSession.refreshLifetime, sameSite: .lax),
        ]
    }

    /// The cookies that take the place of them, and end at once.
    package var ending: [Cookie] {
        [
            cookie(Self.access, "", .zero), cookie(Self.refresh, "", .zero),
            cookie(Self.view, "", .zero, sameSite: .lax),
        ]
    }

    private func cookie(
        _ name: String,
        _ value: String,
        _ age: Duration,
        sameSite: Cookie.SameSite = .strict
    ) -> Cookie {
        Cookie(name, value, maxAge: age, sameSite: sameSite, isSecure: isSecure)
    }
}

extension Response {
    /// Asks the browser to keep each of `cookies`.
    package mutating func set(_ cookies: [Cookie]) {
        for cookie in cookies { set(cookie) }
    }
}
