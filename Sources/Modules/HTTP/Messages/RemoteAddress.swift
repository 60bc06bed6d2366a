internal import Glibc

/// An IPv4 or IPv6 address, without a port.
package struct RemoteAddress: Hashable, Sendable {
    /// The 16 bytes of the IPv6 address; IPv4 lies in `::ffff:0:0/96` (RFC 4291 §2.5.5.2).
    let high: UInt64
    let low: UInt64

    /// The machine itself over IPv4, 127.0.0.1.
    package static let loopback = RemoteAddress(high: 0, low: 0xFFFF_7F00_0001)

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The address that `text` spells as dotted decimal or RFC 4291 §2.2; nil otherwise.
    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(four)
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(six)
        } else {
            return nil
        }
    }

    init(_ address: in_addr) {
        self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(UInt32(bigEndian: address.s_addr)))
    }

    init(_ address: in6_addr) {
        (high, low) = withUnsafeBytes(of: address) { bytes in
            (
                UInt64(bigEndian: bytes.load(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: bytes.load(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// Whether it is 127.0.0.0/8 or ::1.
    package var isLoopback: Bool {
        isIPv4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1
    }
}

/// What one client has of the address space: an IPv4 address, or the 2⁶⁴ addresses of an IPv6 network.
struct RemoteNetwork: Hashable, Sendable {
    fileprivate let high: UInt64
    fileprivate let low: UInt64
}

extension RemoteAddress {
    /// By what clients without an account are told apart.
    var network: RemoteNetwork { RemoteNetwork(high: high, low: isIPv4 ? low : 0) }
}

extension RemoteAddress: CustomStringConvertible {
    /// Dotted decimal, or the text form of RFC 5952.
    package var description: String {
        if isIPv4 {
            return "\(low >> 24 & 255).\(low >> 16 & 255).\(low >> 8 & 255).\(low & 255)"
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let words = [high.bigEndian, low.bigEndian]
        inet_ntop(AF_INET6, words, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A block of addresses in CIDR notation (RFC 4632 §3.1).
package struct AddressBlock: Hashable, Sendable {
    private let base: RemoteAddress
    private let bits: Int

    /// The block that `text` spells, such as `10.0.0.0/8`, `fd00::/8` or one address; nil otherwise.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = parts.first.flatMap({ RemoteAddress(String($0)) }) else { return nil }
        let width = base.isIPv4 ? 32 : 128
        guard let bits = parts.count == 1 ? width : Int(parts[1]), (0...width).contains(bits) else {
            return nil
        }
        self.base = base
        self.bits = bits + 128 - width
    }

    /// Whether `address` lies in the block.
    package func contains(_ address: RemoteAddress) -> Bool {
        let highMask = Self.mask(min(bits, 64))
        let lowMask = Self.mask(max(bits - 64, 0))
        return (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
    }

    private static func mask(_ bits: Int) -> UInt64 { bits == 0 ? 0 : ~0 << UInt64(64 - bits) }
}
