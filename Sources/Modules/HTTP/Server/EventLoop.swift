internal import CSystem
internal import Glibc

/// One thread that waits for sockets and runs everything that its connections do.
///
/// It is the executor of the connection actors and the preferred one of their tasks, so that a request is read,
/// answered and written without changing threads as long as the handler stays in structured concurrency. What
/// blocks here blocks every connection of the loop.
final class EventLoop: @unchecked Sendable {
    // Unchecked since the compiler doesn't know threads: `jobs` may be reached from any, what is declared below
    // it from the loop's own thread only, once that is running.
    let jobs: LoopJobs

    /// The number of open connections.
    let connectionCount = Guarded(0)

    private var poller: Poller
    private var wheel: TimerWheel
    private var acceptor: Acceptor
    private var connections = ConnectionTable()
    private var spareBuffers: [[UInt8]] = []
    private var dateLine = DateLine()

    /// Milliseconds of the monotonic clock when the loop last woke.
    private(set) var now: Int64

    /// A loop that accepts at `listeners`, which it owns; its thread is not running yet.
    init(listeners: [CInt], context: ServerContext, maximumConnections: Int) throws {
        jobs = try LoopJobs()
        poller = try Poller()
        now = monotonicMilliseconds()
        wheel = TimerWheel(now: now)
        acceptor = Acceptor(listeners: listeners, context: context, maximumConnections: maximumConnections)
        try poller.watch(readable: jobs.waker.descriptor, tag: EventTag.wake)
        try acceptor.resume(poller)
    }

    deinit {
        acceptor.close(poller)
    }

    /// Starts the thread, which lives until ``stop()``.
    func start() throws {
        var thread = pthread_t()
        let retained = Unmanaged.passRetained(self)
        let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
            if let context { Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue().run() }
            return nil
        }
        let status = pthread_create(&thread, nil, main, retained.toOpaque())
        guard status == 0 else {
            retained.release()
            throw SystemFailure(call: "pthread_create", code: status)
        }
        pthread_detach(thread)
    }

    private func run() {
        set_thread_owner(Unmanaged.passUnretained(self).toOpaque())
        while !(jobs.isStopped && connections.count == 0) {
            let hasJobs = runJobs()
            let timeout = hasJobs ? 0 : wheel.wait(from: now) ?? -1
            let count = poller.wait(milliseconds: CInt(timeout))
            now = monotonicMilliseconds()
            for index in 0..<count {
                let event = poller.event(index)
                handle(event.tag, event.readiness)
            }
            for tag in wheel.takeDue(now) { handleReminder(tag) }
        }
        _ = runJobs()
    }

    private func handle(_ tag: UInt64, _ readiness: Poller.Readiness) {
        if tag == EventTag.wake {
            jobs.waker.clear()
        } else if tag == EventTag.listener {
            accept()
        } else if let connection = connections[tag] {
            connection.assumeIsolated { $0.becomeReady(readiness) }
            // Finishing this request before looking at the next event keeps its data in the caches.
            _ = runJobs()
        }
    }

    private func handleReminder(_ tag: UInt64) {
        if tag == EventTag.listener {
            try? acceptor.resume(poller, connections: connections.count)
        } else {
            connections[tag]?.assumeIsolated { $0.lookAtClock() }
        }
    }

    /// Runs what is due; whether some is left after a fair share of it.
    private func runJobs() -> Bool {
        jobs.run(on: asUnownedSerialExecutor(), asUnownedTaskExecutor())
    }
}

extension EventLoop: SerialExecutor, TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        jobs.add(UnownedJob(job), isOnLoop: isCurrent)
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    func checkIsolated() {
        precondition(isCurrent, "not on the event loop's thread")
    }

    func isIsolatingCurrentContext() -> Bool? { isCurrent }

    private var isCurrent: Bool {
        thread_owner() == UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    }

    /// Runs `action` on the loop's thread, soon; from any thread.
    func perform(_ action: @escaping @Sendable (EventLoop) -> Void) {
        Task(executorPreference: self) { action(self) }
    }

    /// Ends the thread as soon as the last connection is gone; from any thread.
    func stop() {
        jobs.stop()
    }
}

// What connections and the server use, on the loop's thread only.
extension EventLoop {
    /// The size of a connection's read buffer in bytes.
    static let bufferSize = 64 << 10

    /// A buffer of `bufferSize` bytes.
    func takeBuffer() -> [UInt8] {
        spareBuffers.popLast() ?? [UInt8](repeating: 0, count: Self.bufferSize)
    }

    /// Takes back a buffer that nobody else holds.
    func giveBack(_ buffer: consuming [UInt8]) {
        if spareBuffers.count < 64 { spareBuffers.append(buffer) }
    }

    /// Has the connection look at the clock at `deadline`, or sooner.
    func remind(_ tag: UInt64, at deadline: Int64) {
        wheel.add(tag, at: deadline)
    }

    /// The `Date` line of a response.
    var dateField: [UInt8] { dateLine.bytes }

    /// Drops a connection whose socket is closed.
    func forget(_ tag: UInt64) {
        connections.remove(tag)
        connectionCount.withLock { $0 = connections.count }
        try? acceptor.resume(poller, connections: connections.count)
    }

    /// Accepts no more connections and asks those that are open to end.
    func drain() {
        acceptor.close(poller)
        for connection in connections.all { connection.assumeIsolated { $0.drain() } }
    }

    /// Ends all connections at once.
    func abort() {
        for connection in connections.all { connection.assumeIsolated { $0.abort() } }
    }

    private func accept() {
        for (socket, remote) in acceptor.accept(poller, connections: connections.count) {
            let connection = connections.insert(socket) { tag in
                Connection(socket: socket, remote: remote, tag: tag, loop: self, context: acceptor.context)
            }
            connectionCount.withLock { $0 = connections.count }
            do {
                try poller.watch(connection: socket, tag: connection.tag)
                connection.assumeIsolated { $0.start() }
            } catch {
                connection.assumeIsolated { $0.close() }
            }
        }
        // Perhaps other parts of the program give some files back.
        if acceptor.isPaused { wheel.add(EventTag.listener, at: now + 1000) }
    }
}
