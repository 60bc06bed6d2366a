internal import CSystem
internal import Glibc
internal import Synchronization

/// One thread that waits, by epoll, for every socket of a database.
final class SocketWatch: Sendable {
    /// What to wait for; a broken socket counts as either.
    enum Interest {
        case reading
        case readingOrWriting

        fileprivate var events: UInt32 {
            switch self {
            case .reading: EPOLLIN.rawValue
            case .readingOrWriting: EPOLLIN.rawValue | EPOLLOUT.rawValue
            }
        }
    }

    private struct State {
        var sleepers: [Int32: CheckedContinuation<Void, Never>] = [:]
        /// Sockets whose next wait ends at once.
        var nudged: Set<Int32> = []
    }

    private let epoll: Int32
    private let stopSignal: Int32
    private let state = Mutex(State())

    /// Starts the thread, which runs until `stop`.
    init() throws(SQLError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        stopSignal = eventfd(0, Int32(EFD_CLOEXEC))
        guard epoll >= 0, stopSignal >= 0 else {
            throw SQLError(.other, message: "epoll: \(String(cString: strerror(errno)))")
        }
        control(EPOLL_CTL_ADD, stopSignal, EPOLLIN.rawValue)
        SystemThread.start { self.watch() }
    }

    deinit {
        Glibc.close(epoll)
        Glibc.close(stopSignal)
    }

    /// Ends the thread; no socket may be waited for any more.
    func stop() {
        eventfd_write(stopSignal, 1)
    }

    /// Makes a socket known.
    func add(_ socket: Int32) {
        control(EPOLL_CTL_ADD, socket, 0)
    }

    /// Forgets a socket, before it is closed.
    func remove(_ socket: Int32) {
        control(EPOLL_CTL_DEL, socket, 0)
        state.withLock { _ = $0.nudged.remove(socket) }
    }

    /// Waits until `socket` is ready, broken or nudged; one task at a time per socket.
    func wait(for socket: Int32, _ interest: Interest) async {
        await withCheckedContinuation { sleeper in
            let mustSleep = state.withLock { state in
                if state.nudged.remove(socket) != nil { return false }
                state.sleepers[socket] = sleeper
                return true
            }
            guard mustSleep else { return sleeper.resume() }
            control(EPOLL_CTL_MOD, socket, interest.events | EPOLLONESHOT.rawValue)
        }
    }

    /// Ends the wait for `socket` that is under way, or the next one.
    func nudge(_ socket: Int32) {
        let sleeper = state.withLock { state in
            let sleeper = state.sleepers.removeValue(forKey: socket)
            if sleeper == nil { state.nudged.insert(socket) }
            return sleeper
        }
        sleeper?.resume()
    }

    private func control(_ operation: Int32, _ socket: Int32, _ events: UInt32) {
        var event = epoll_event()
        event.events = events
        event.data.fd = socket
        epoll_ctl(epoll, operation, socket, &event)
    }

    private func watch() {
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        while true {
            let count = epoll_wait(epoll, &events, Int32(events.count), -1)
            for event in events.prefix(Int(max(0, count))) {
                if event.data.fd == stopSignal { return }
                let sleeper = state.withLock { $0.sleepers.removeValue(forKey: event.data.fd) }
                sleeper?.resume()
            }
        }
    }
}
