/// Where a listener came from, cut down to the host.
package enum Referrer {
    /// The host in lower case that a referring address names, without port; nil where it is no http address.
    ///
    /// Paths and queries may say too much about a person, so nothing else of the address is kept.
    package static func host(of address: String?) -> String? {
        guard let address, address.utf8.count <= 2048 else { return nil }
        let lower = address.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
        let authority = lower.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }
        let afterUser =
            authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let host = afterUser.first == "[" ? literal(afterUser) : String(afterUser.prefix { $0 != ":" })
        guard let host, (1...253).contains(host.utf8.count), host.utf8.allSatisfy(isHostByte) else {
            return nil
        }
        return host
    }

    /// An IPv6 address with its brackets.
    private static func literal(_ text: Substring) -> String? {
        guard let end = text.firstIndex(of: "]") else { return nil }
        return String(text[...end])
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        case UInt8(ascii: ":"): true
        default: false
        }
    }
}
