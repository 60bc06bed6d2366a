internal import CSystem
internal import Glibc

/// A client's connection: its socket, what waits for it, and the task that serves it.
///
/// Runs on the event loop it was accepted by. Everything is pulled: the socket is read when somebody wants bytes
/// and written when somebody has some, so that whoever is slow slows the other side.
actor Connection {
    let tag: UInt64
    let loop: EventLoop
    let context: ServerContext
    let remote: RemoteAddress
    let socket: CInt

    var buffer = ReadBuffer()
    var exchange = Exchange()

    /// Whether the connection is to end with the response that is being made.
    private(set) var isDraining = false
    private(set) var isOpen = true

    private var task: Task<Void, Never>?
    private var canRead = false
    private var hasEnded = false
    private var isLost = false
    private var readWait: Wait?
    private var writeWait: Wait?
    private var waitCount = 0
    private var reminder = Int64.max
    private var isWriting = false
    private var bytesSinceTurn = 0
    private var nextWriters: [UnsafeContinuation<Void, Never>] = []

    /// Somebody who waits for the socket.
    private struct Wait {
        let id: Int
        let deadline: Int64
        let continuation: UnsafeContinuation<Wake, Never>
    }

    /// Why a wait is over.
    private enum Wake {
        case ready
        case timeout
        case cancelled
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(socket: CInt, remote: RemoteAddress, tag: UInt64, loop: EventLoop, context: ServerContext) {
        self.socket = socket
        self.remote = remote
        self.tag = tag
        self.loop = loop
        self.context = context
    }

    /// Starts the task that serves the connection.
    func start() {
        task = Task(executorPreference: loop) { await self.serve() }
    }

    /// Ends once the exchange that goes on is over: at once where none does, or where it has no end of its own.
    func drain() {
        isDraining = true
        if exchange.isEndless {
            task?.cancel()
        } else if exchange.isIdle {
            wakeReader(.cancelled)
        }
    }

    /// Ends at once, whatever goes on.
    func abort() {
        task?.cancel()
        Glibc.shutdown(socket, CInt(SHUT_RDWR))
    }

    /// Sends no more; the client sees the end of the stream.
    func endWriting() {
        Glibc.shutdown(socket, CInt(SHUT_WR))
    }

    /// Closes the socket; the last thing that is done.
    func close() {
        guard isOpen else { return }
        isOpen = false
        buffer.drop(buffer.count)
        buffer.release(to: loop)
        Glibc.close(socket)
        context.census.leave(remote)
        loop.forget(tag)
    }
}

// What the loop tells.
extension Connection {
    /// The socket has changed.
    func becomeReady(_ readiness: Poller.Readiness) {
        if readiness.contains(.readable) { canRead = true }
        if !readiness.isDisjoint(with: [.ended, .lost]) {
            hasEnded = true
            canRead = true
        }
        if !readiness.isDisjoint(with: .lost) {
            isLost = true
            // Nobody is left to be answered: what the handler does for them can stop.
            task?.cancel()
        }
        if canRead { wakeReader(.ready) }
        if !readiness.isDisjoint(with: [.writable, .lost]) { wakeWriter(.ready) }
    }

    /// Time has passed; perhaps too much for somebody who waits.
    func lookAtClock() {
        guard loop.now >= reminder else { return }
        reminder = .max
        if let wait = readWait, wait.deadline <= loop.now { wakeReader(.timeout) }
        if let wait = writeWait, wait.deadline <= loop.now { wakeWriter(.timeout) }
        for wait in [readWait, writeWait] { wait.map { remind(at: $0.deadline) } }
    }

    private func wakeReader(_ wake: Wake) {
        guard let wait = readWait else { return }
        readWait = nil
        wait.continuation.resume(returning: wake)
    }

    private func wakeWriter(_ wake: Wake) {
        guard let wait = writeWait else { return }
        writeWait = nil
        wait.continuation.resume(returning: wake)
    }

    private func cancelRead(_ id: Int) {
        if readWait?.id == id { wakeReader(.cancelled) }
    }

    /// Asks the loop for a look at the clock at `deadline`, unless one comes before.
    private func remind(at deadline: Int64) {
        let time = min(deadline, loop.now + TimerWheel.reach)
        guard time < reminder else { return }
        reminder = time
        loop.remind(tag, at: time)
    }
}

// Reading.
extension Connection {
    /// What came of waiting for bytes.
    enum Arrival {
        case bytes
        case timeout
        case end
    }

    /// The time `limit` from now, in the loop's milliseconds.
    func deadline(_ limit: Duration) -> Int64 { loop.now + limit.wholeMilliseconds }

    /// Milliseconds for which to wait for a client that has kept `pace`, no longer than `limit`.
    func patience(_ limit: Duration, with pace: Pace) -> Int64 {
        let limit = limit.wholeMilliseconds
        guard !exchange.isEndless else { return limit }
        return min(limit, pace.left(grace: context.timeouts.grace, slowest: context.timeouts.slowest))
    }

    /// Reads more into the buffer, waiting for it until `deadline`.
    ///
    /// Throws ``ConnectionLost``, and `CancellationError` where the connection is drained or, where it is
    /// `cancellable`, the task cancelled. The connection's own task needs no such care, which has its price: the
    /// connection wakes it when it is to end.
    func fill(until deadline: Int64, cancellable: Bool = false) async throws -> Arrival {
        while true {
            if canRead {
                guard isOpen else { throw ConnectionLost() }
                switch buffer.read(from: socket, loop) {
                case .filled:
                    await giveWay(after: buffer.count)
                    return .bytes
                case .drained:
                    canRead = hasEnded
                    return .bytes
                case .end: return .end
                case .lost: throw ConnectionLost()
                case .nothing:
                    guard !hasEnded else { return .end }
                    canRead = false
                }
            }
            buffer.release(to: loop)
            remind(at: deadline)
            switch await cancellable ? waitToReadOrCancel(deadline) : waitToRead(deadline) {
            case .ready: break
            case .timeout: return .timeout
            case .cancelled: throw CancellationError()
            }
        }
    }

    private func waitToRead(_ deadline: Int64) async -> Wake {
        waitCount += 1
        return await withUnsafeContinuation { continuation in
            readWait = Wait(id: waitCount, deadline: deadline, continuation: continuation)
        }
    }

    private func waitToReadOrCancel(_ deadline: Int64) async -> Wake {
        let id = waitCount + 1
        return await withTaskCancellationHandler {
            await waitToRead(deadline)
        } onCancel: {
            Task(executorPreference: loop) { await self.cancelRead(id) }
        }
    }
}

// Writing.
extension Connection {
    /// Sends all of `bytes`, after whoever is sending already; `more` holds them back for what follows at once.
    func write(_ bytes: [UInt8], more: Bool = false) async throws {
        await takeTurn()
        defer { endTurn() }
        var sent = 0
        while sent < bytes.count {
            guard isOpen, !isLost else { throw ConnectionLost() }
            let flags = CInt(MSG_NOSIGNAL) | (more ? CInt(MSG_MORE) : 0)
            let count = bytes.withUnsafeBytes { bytes in
                retrying {
                    Glibc.send(socket, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, flags)
                }
            }
            if count < 0 { try await waitToWrite(after: count) }
            sent += max(0, count)
            exchange.taking.credit(bytes: max(0, count))
        }
        await giveWay(after: sent)
    }

    /// Sends a stretch of a file without copying it through the program.
    func write(_ body: FileBody) async throws {
        await takeTurn()
        defer { endTurn() }
        var offset = off_t(body.range.lowerBound)
        while offset < body.range.upperBound {
            guard isOpen, !isLost else { throw ConnectionLost() }
            let count = min(body.range.upperBound - offset, 1 << 20)
            let sent = retrying { sendfile(socket, body.file.descriptor, &offset, count) }
            // A file that has become shorter can't be sent as promised.
            if sent == 0 { throw ConnectionLost() }
            if sent < 0 { try await waitToWrite(after: sent) }
            exchange.taking.credit(bytes: max(0, sent))
            await giveWay(after: max(0, sent))
        }
    }

    /// Lets others have the loop now and then, which a client as fast as we are would keep for itself.
    private func giveWay(after bytes: Int) async {
        bytesSinceTurn += bytes
        guard bytesSinceTurn > 1 << 20 else { return }
        bytesSinceTurn = 0
        await Task.yield()
    }

    /// Waits until nobody else is writing, so that what one task sends is never torn by another's.
    private func takeTurn() async {
        guard isWriting else {
            isWriting = true
            return
        }
        await withUnsafeContinuation { nextWriters.append($0) }
    }

    private func endTurn() {
        if nextWriters.isEmpty { isWriting = false } else { nextWriters.removeFirst().resume() }
    }

    /// Waits for room after a call that found none, as its `result` tells; any other failure is the end.
    private func waitToWrite(after result: Int) async throws {
        guard result == -Int(EAGAIN) else { throw ConnectionLost() }
        let start = loop.now
        let deadline = start + patience(context.timeouts.write, with: exchange.taking)
        remind(at: deadline)
        let wake = await withUnsafeContinuation { continuation in
            waitCount += 1
            writeWait = Wait(id: waitCount, deadline: deadline, continuation: continuation)
        }
        exchange.taking.debit(waited: loop.now - start)
        guard case .ready = wake else {
            isLost = true
            throw ConnectionLost()
        }
    }
}

/// The client is gone, or too slow to be waited for.
struct ConnectionLost: Error {}

extension Duration {
    var wholeMilliseconds: Int64 { Int64(self / .milliseconds(1)) }
}
