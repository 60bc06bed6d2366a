package import Catalog
package import Crypto
package import Essentials

/// The right to fetch one version's playlists and segments until a time, as a link carries it.
///
/// `sig` is the unpadded base64url of HMAC-SHA256 over `{version_id}.{exp}`; one signature covers every file of the
/// version but the lossless ones. Over `{version_id}.{exp}.lossless` it covers those too. It says that somebody who
/// might hear so much of the version was given the link, and nothing of who holds it.
package struct SignedLink: Hashable, Sendable {
    /// The second since 1970 at whose end the right ends.
    package let expires: Int64

    /// The signature, 43 characters.
    package let signature: String

    /// Whether it opens lossless files too.
    package let isLossless: Bool

    /// What follows the question mark: `exp=…&sig=…`.
    package var query: String { "exp=\(expires)&sig=\(signature)" }

    /// Whether it opens `file` of its version.
    func covers(_ file: MediaFile) -> Bool {
        isLossless || !file.isLossless
    }

    /// The instant at which the right ends.
    package var expiresAt: Instant { Instant(milliseconds: expires * 1000) }
}

/// Signs links and checks them.
package struct LinkSigner: Sendable {
    private let key: SymmetricKey
    private let lifetime: Duration

    /// Signs with `key`; links live for `lifetime`, or twice as long as the music where that is longer.
    package init(key: SymmetricKey, lifetime: Duration) {
        self.key = key
        self.lifetime = lifetime
    }

    /// A link to `version`, whose music lasts `durationMS` milliseconds as far as known; to the lossless files too
    /// where it `isLossless`.
    package func sign(
        _ version: ID<Version>,
        durationMS: Int64?,
        isLossless: Bool = false,
        at now: Instant = .now
    ) -> SignedLink {
        let span = max(lifetime, .milliseconds(2 * (durationMS ?? 0)))
        let expires = (now + span).unixSeconds
        return SignedLink(
            expires: expires,
            signature: HMACSHA256.text(for: message(version, expires, isLossless), key: key),
            isLossless: isLossless
        )
    }

    /// The link whose `exp` and `sig` a request carries; nil where it has expired or was not signed here.
    package func check(
        _ version: ID<Version>,
        expires: String?,
        signature: String?,
        at now: Instant = .now
    ) -> SignedLink? {
        guard let expires = expires.flatMap(decimal), let signature, expires >= now.unixSeconds else {
            return nil
        }
        let scopes = [false, true]
        let scope = scopes.first { isLossless in
            HMACSHA256.isValid(signature, for: message(version, expires, isLossless), key: key)
        }
        return scope.map { SignedLink(expires: expires, signature: signature, isLossless: $0) }
    }

    private func message(_ version: ID<Version>, _ expires: Int64, _ isLossless: Bool) -> String {
        "\(version).\(expires)\(isLossless ? ".lossless" : "")"
    }

    /// A number spelled in the one way in which links spell it.
    private func decimal(_ text: String) -> Int64? {
        guard let number = Int64(text), String(number) == text else { return nil }
        return number
    }
}
