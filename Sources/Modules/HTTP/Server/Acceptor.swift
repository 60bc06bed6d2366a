internal import CSystem
internal import Glibc

/// The listening sockets of a loop, and how many connections it takes.
struct Acceptor {
    let context: ServerContext
    private let maximumConnections: Int
    private var listeners: [CInt]
    private var isWatched = false

    init(listeners: [CInt], context: ServerContext, maximumConnections: Int) {
        self.listeners = listeners
        self.context = context
        self.maximumConnections = maximumConnections
    }

    /// The connections that are waiting, as far as there is room for them.
    ///
    /// Where there is none, here or in the system's table of files, new ones wait in the kernel until the
    /// listeners are watched again.
    mutating func accept(
        _ poller: borrowing Poller,
        connections: Int
    ) -> [(socket: CInt, remote: RemoteAddress)] {
        var accepted: [(CInt, RemoteAddress)] = []
        for listener in listeners {
            for _ in 0..<64 {
                guard connections + accepted.count < maximumConnections else {
                    pause(poller)
                    return accepted
                }
                var socket: CInt = -1
                var failure: CInt = 0
                let address = SocketAddress {
                    socket = accept_nonblocking(listener, $0, &$1)
                    failure = errno
                }
                guard socket >= 0 else {
                    if failure == EMFILE || failure == ENFILE { pause(poller) }
                    break
                }
                guard isAdmitted(address.remote) else {
                    Self.turnAway(socket)
                    continue
                }
                Self.prepare(socket)
                accepted.append((socket, address.remote))
            }
        }
        return accepted
    }

    /// Whether connections are kept waiting.
    var isPaused: Bool { !isWatched && !listeners.isEmpty }

    /// Watches the listeners again where there is room.
    mutating func resume(_ poller: borrowing Poller, connections: Int = 0) throws {
        guard isPaused, connections < maximumConnections else { return }
        isWatched = true
        for listener in listeners { try poller.watch(readable: listener, tag: EventTag.listener) }
    }

    /// Listens no longer.
    mutating func close(_ poller: borrowing Poller) {
        pause(poller)
        for listener in listeners { Glibc.close(listener) }
        listeners = []
    }

    private mutating func pause(_ poller: borrowing Poller) {
        guard isWatched else { return }
        isWatched = false
        for listener in listeners { try? poller.forget(listener) }
    }

    /// Whether one more connection from `address` is taken; the first that isn't is noted.
    private func isAdmitted(_ address: RemoteAddress) -> Bool {
        guard case .refused(let isFirst) = context.census.admit(address) else { return true }
        if isFirst {
            context.log(LogRecord(.warning, "too many connections", [("remote", .text(address.description))]))
        }
        return false
    }

    /// Says why, as far as that goes without waiting, and hangs up.
    private static func turnAway(_ socket: CInt) {
        let answer = Array(
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 10\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .utf8
        )
        _ = send(socket, answer, answer.count, CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT))
        Glibc.close(socket)
    }

    /// Bytes that may wait in the kernel to be sent, beside those on their way: what slow clients leave lying is
    /// bounded, and a segment of sound still fits.
    private static let mostUnsent: CInt = 256 << 10

    /// Whole messages are handed to the system, so that waiting for more (Nagle) would only delay them.
    private static func prepare(_ socket: CInt) {
        set(TCP_NODELAY, to: 1, on: socket)
        set(CInt(TCP_NOTSENT_LOWAT), to: mostUnsent, on: socket)
    }

    private static func set(_ option: CInt, to value: CInt, on socket: CInt) {
        var value = value
        setsockopt(socket, CInt(IPPROTO_TCP), option, &value, socklen_t(MemoryLayout<CInt>.size))
    }
}
