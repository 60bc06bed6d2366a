internal import CSystem
internal import Glibc

/// An IPv4 or IPv6 address with a port, as the system's calls take it.
struct SocketAddress {
    private var storage = sockaddr_storage()
    private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

    /// What `fill` writes, given room for any address.
    init(_ fill: (UnsafeMutablePointer<sockaddr>, inout socklen_t) throws -> Void) rethrows {
        var storage = storage
        var length = length
        try withUnsafeMutablePointer(to: &storage) { storage in
            try storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { try fill($0, &length) }
        }
        self.storage = storage
        self.length = length
    }

    /// The address at this end of a socket.
    init(localEndOf socket: CInt) throws {
        try self.init { _ = try checked(getsockname(socket, $0, &$1), "getsockname") }
    }

    var family: CInt { CInt(storage.ss_family) }

    var port: UInt16 {
        // The port lies at the same place in both families.
        withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }

    /// The address without the port.
    var remote: RemoteAddress {
        withUnsafeBytes(of: storage) { bytes in
            family == AF_INET
                ? RemoteAddress(bytes.load(as: sockaddr_in.self).sin_addr)
                : RemoteAddress(bytes.load(as: sockaddr_in6.self).sin6_addr)
        }
    }

    /// The same address with another port.
    func with(port: UInt16) -> SocketAddress {
        var copy = self
        withUnsafeMutableBytes(of: &copy.storage) {
            $0.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
        }
        return copy
    }

    /// Hands the address to a system call.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Result) rethrows -> Result
    {
        try withUnsafePointer(to: storage) { storage in
            try storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { try body($0, length) }
        }
    }

    /// The addresses that a host's name stands for; blocks on the resolver.
    static func resolve(_ address: ListenAddress) throws -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(address.host.isEmpty ? nil : address.host, nil, &hints, &list)
        guard status == 0 else { throw UnknownHost(host: address.host) }
        defer { freeaddrinfo(list) }
        return sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil }.compactMap { entry in
            guard let entry = entry?.pointee, let source = entry.ai_addr else { return nil }
            return SocketAddress { target, length in
                UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: Int(entry.ai_addrlen))
                length = entry.ai_addrlen
            }
        }
    }
}

/// A host's name that stands for no address.
struct UnknownHost: Error, CustomStringConvertible {
    let host: String

    var description: String { "no address is known for \(host)" }
}
