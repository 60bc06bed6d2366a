package import Essentials
internal import FoundationEssentials

/// What a token claims; its end is checked by `JWT`.
package protocol TokenClaims: Codable {
    /// When the token ends, in seconds since the Unix epoch (RFC 7519 §4.1.4).
    var exp: Int64 { get }
}

/// Signs and checks JSON Web Tokens with HMAC-SHA256 (RFC 7519, RFC 7515, RFC 8725).
///
/// Only the one header that this type itself writes is accepted, so that no token can choose its algorithm or key.
package struct JWT: Sendable {
    private let key: SymmetricKey

    /// Base64url of `{"alg":"HS256","typ":"JWT"}`.
    private static let header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"

    /// Tokens under `key`.
    package init(key: SymmetricKey) {
        self.key = key
    }

    /// The token in its compact form, three parts joined by dots.
    package func sign(_ claims: some TokenClaims) throws -> String {
        let payload = Base64URL.encode(Array(try JSONEncoder().encode(claims)))
        let signed = "\(Self.header).\(payload)"
        return "\(signed).\(HMACSHA256.text(for: signed, key: key))"
    }

    /// The claims of a token that was signed with this key and has not ended at `now`.
    package func verify<Claims: TokenClaims>(
        _ token: String,
        as type: Claims.Type,
        at now: Instant
    ) throws(JWTError) -> Claims {
        let parts = token.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.header, let payload = Base64URL.decode(String(parts[1])),
            HMACSHA256.isValid(String(parts[2]), for: "\(parts[0]).\(parts[1])", key: key),
            let claims = try? JSONDecoder().decode(type, from: Data(payload))
        else { throw .invalid }
        guard claims.exp > now.unixSeconds else { throw .expired }
        return claims
    }
}

/// Why a token is not believed.
package enum JWTError: Error {
    /// It isn't a token that this key signed.
    case invalid
    /// It was one, and has ended.
    case expired
}
