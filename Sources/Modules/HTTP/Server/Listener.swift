internal import CSystem
internal import Glibc

/// Sockets that wait for connections, one for every event loop and every address that a host's name stands for.
struct Listener: ~Copyable {
    /// The sockets of each loop.
    let sockets: [[CInt]]

    /// The port that they share.
    let port: UInt16

    /// Listens at `address` for `loops` event loops, among which the system spreads the connections.
    ///
    /// Throws ``SystemFailure``, as where the port is taken.
    init(at address: ListenAddress, loops: Int) throws {
        var port = address.port
        var sockets = [[CInt]](repeating: [], count: loops)
        do {
            for place in try SocketAddress.resolve(address) {
                // The sockets of one program share a port; that no other program has it must be asked first.
                close(try Self.open(place.with(port: port), isShared: false, listens: false))
                for loop in 0..<loops {
                    let socket = try Self.open(place.with(port: port), isShared: true, listens: true)
                    sockets[loop].append(socket)
                    if port == 0 { port = try SocketAddress(localEndOf: socket).port }
                }
            }
        } catch {
            for socket in sockets.joined() { close(socket) }
            throw error
        }
        self.sockets = sockets
        self.port = port
    }

    private static func open(_ place: SocketAddress, isShared: Bool, listens: Bool) throws -> CInt {
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let socket = try checked(Glibc.socket(place.family, kind, 0), "socket")
        do {
            try enable(SO_REUSEADDR, SOL_SOCKET, socket)
            if isShared { try enable(SO_REUSEPORT, SOL_SOCKET, socket) }
            if place.family == AF_INET6 { try enable(IPV6_V6ONLY, CInt(IPPROTO_IPV6), socket) }
            _ = try checked(place.withPointer { bind(socket, $0, $1) }, "bind")
            if listens { _ = try checked(listen(socket, 1024), "listen") }
        } catch {
            close(socket)
            throw error
        }
        return socket
    }

    private static func enable(_ option: CInt, _ level: CInt, _ socket: CInt) throws {
        var one: CInt = 1
        let size = socklen_t(MemoryLayout<CInt>.size)
        _ = try checked(setsockopt(socket, level, option, &one, size), "setsockopt")
    }
}
