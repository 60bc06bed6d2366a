internal import Essentials

/// The cookies that a request carries (RFC 6265 §5.4), read when asked.
package struct Cookies: Sendable {
    private let lines: [String]

    init(_ headers: Headers) {
        lines = headers.contains("Cookie") ? headers.all("Cookie") : []
    }

    /// The value of the first cookie of that name, without quotes around it, or nil.
    package subscript(_ name: String) -> String? {
        for line in lines {
            for pair in line.split(separator: ";") {
                guard let equals = pair.firstIndex(of: "=") else { continue }
                if pair[..<equals].trimmed == name { return Self.value(pair[pair.index(after: equals)...]) }
            }
        }
        return nil
    }

    private static func value(_ text: Substring) -> String {
        let value = text.trimmed
        guard value.utf8.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
        return String(value.dropFirst().dropLast())
    }
}

/// A cookie to be kept by the client (RFC 6265 §4.1, SameSite as in RFC 6265bis).
package struct Cookie: Sendable {
    /// When a browser sends the cookie along with requests that another site started.
    package enum SameSite: String, Sendable {
        case strict = "Strict"
        case lax = "Lax"
    }

    package var name: String
    package var value: String

    /// How long it is kept; nil until the browser closes, zero removes it.
    package var maxAge: Duration?
    package var path: String
    package var sameSite: SameSite
    package var isSecure: Bool
    package var isHTTPOnly: Bool

    /// A cookie for this host; `value` must be free of semicolons, quotes and spaces, as tokens and ids are.
    package init(
        _ name: String,
        _ value: String,
        maxAge: Duration? = nil,
        path: String = "/",
        sameSite: SameSite = .strict,
        isSecure: Bool,
        isHTTPOnly: Bool = true
    ) {
        self.name = name
        self.value = value
        self.maxAge = maxAge
        self.path = path
        self.sameSite = sameSite
        self.isSecure = isSecure
        self.isHTTPOnly = isHTTPOnly
    }

    /// The value of the `Set-Cookie` field.
    package var headerValue: String {
        var text = "\(name)=\(value); Path=\(path); SameSite=\(sameSite.rawValue)"
        if let maxAge { text += "; Max-Age=\(maxAge.milliseconds / 1000)" }
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        return text
    }
}
