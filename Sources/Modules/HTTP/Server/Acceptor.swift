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
                Self.sendAtOnce(socket)
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

    /// Whole messages are handed to the system, so that waiting for more (Nagle) would only delay them.
    private static func sendAtOnce(_ socket: CInt) {
        var one: CInt = 1
        setsockopt(socket, CInt(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<CInt>.size))
    }
}
