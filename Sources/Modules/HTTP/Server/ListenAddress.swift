internal import Glibc

/// Where a server listens: a host and a port.
package struct ListenAddress: Hashable, Sendable {
    /// A name or address; empty for every address of the machine.
    package var host: String

    /// 0 lets the system choose.
    package var port: UInt16

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`, `[IPv6]:PORT` or `:PORT`; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("[") && host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        self.init(host: host == "*" ? "" : String(host), port: port)
    }

    /// Whether it can be reached from this machine only.
    package var isLoopback: Bool {
        host == "localhost" || RemoteAddress(host)?.isLoopback == true
    }
}

extension ListenAddress: CustomStringConvertible {
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
