internal import CSystem
internal import Glibc

/// An epoll instance, for one thread.
struct Poller: ~Copyable {
    /// What happened to a descriptor.
    struct Readiness: OptionSet {
        let rawValue: UInt32

        /// Bytes, or connections, can be read.
        static let readable = Readiness(rawValue: UInt32(EPOLLIN.rawValue))

        /// There is room to write.
        static let writable = Readiness(rawValue: UInt32(EPOLLOUT.rawValue))

        /// The other side has sent all it has to say.
        static let ended = Readiness(rawValue: UInt32(EPOLLRDHUP.rawValue))

        /// Both directions are shut, or broken.
        static let lost = Readiness(rawValue: UInt32(EPOLLERR.rawValue) | UInt32(EPOLLHUP.rawValue))

        /// Each change is told once.
        fileprivate static let onEdges = Readiness(rawValue: UInt32(EPOLLET.rawValue))
    }

    private let descriptor: CInt
    private var events = [epoll_event](repeating: epoll_event(), count: 256)

    init() throws {
        descriptor = try checked(epoll_create1(CInt(EPOLL_CLOEXEC)), "epoll_create1")
    }

    deinit {
        close(descriptor)
    }

    /// Watches for something to read, and tells it again as long as there is some.
    func watch(readable descriptor: CInt, tag: UInt64) throws {
        try control(EPOLL_CTL_ADD, descriptor, .readable, tag: tag)
    }

    /// Watches a connection for every change.
    func watch(connection: CInt, tag: UInt64) throws {
        try control(EPOLL_CTL_ADD, connection, [.readable, .writable, .ended, .onEdges], tag: tag)
    }

    /// Watches `descriptor` no longer.
    func forget(_ descriptor: CInt) throws {
        try control(EPOLL_CTL_DEL, descriptor, [], tag: 0)
    }

    /// Waits for events no longer than `milliseconds`, for ever if that is negative; the number of them.
    mutating func wait(milliseconds: CInt) -> Int {
        max(0, Int(epoll_wait(descriptor, &events, CInt(events.count), milliseconds)))
    }

    /// The tag and kind of an event of the last `wait`.
    func event(_ index: Int) -> (tag: UInt64, readiness: Readiness) {
        (events[index].data.u64, Readiness(rawValue: events[index].events))
    }

    private func control(_ operation: CInt, _ target: CInt, _ wanted: Readiness, tag: UInt64) throws {
        var event = epoll_event(events: wanted.rawValue, data: epoll_data_t(u64: tag))
        _ = try checked(epoll_ctl(descriptor, operation, target, &event), "epoll_ctl")
    }
}

/// An event by which one thread ends another's wait.
final class Waker: Sendable {
    let descriptor: CInt

    init() throws {
        descriptor = try checked(eventfd(0, CInt(EFD_NONBLOCK) | CInt(EFD_CLOEXEC)), "eventfd")
    }

    deinit {
        close(descriptor)
    }

    /// Makes the descriptor readable; from any thread.
    func wake() {
        eventfd_write(descriptor, 1)
    }

    /// Makes it unreadable again.
    func clear() {
        var count: eventfd_t = 0
        eventfd_read(descriptor, &count)
    }
}
