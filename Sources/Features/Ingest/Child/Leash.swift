internal import Glibc
internal import Synchronization

/// Holds one child from its start to its end.
final class Leash: Sendable {
    private enum State {
        case unborn
        case alive(pid_t)
        case over
    }

    private let state = Mutex(State.unborn)

    /// Ends the child now, or keeps it from being started.
    func kill() {
        state.withLock { state in
            if case .alive(let child) = state { _ = Glibc.kill(child, SIGKILL) } else { state = .over }
        }
    }

    /// Starts the child, tells `hear` what it says, and waits for its end on the calling thread.
    ///
    /// Throws `ChildProcess.Failure`.
    func run(
        _ executable: String,
        _ argument: String,
        _ patience: ChildProcess.Patience,
        hear: (ChildMessage) -> Void
    ) throws {
        let pipe = try AnswerPipe()
        defer { pipe.closeReader() }
        guard let child = try start(executable, argument, pipe) else { throw CancellationError() }
        pipe.closeWriter()
        var failure: ChildProcess.Failure?
        do {
            failure = try listen(to: pipe.reader, patience, hear)
        } catch {
            kill()
            _ = reap(child)
            throw error
        }
        try judge(reap(child), failure)
    }

    /// Nil where the child is not wanted any more.
    private func start(_ executable: String, _ argument: String, _ pipe: AnswerPipe) throws -> pid_t? {
        try state.withLock { state in
            guard case .unborn = state else { return nil }
            let child = try Spawn.start(executable, [MediaChild.command, argument], output: pipe.writer)
            state = .alive(child)
            return child
        }
    }

    /// Reads lines until the child closes its output; what it called its own failure.
    private func listen(
        to descriptor: Int32,
        _ patience: ChildProcess.Patience,
        _ hear: (ChildMessage) -> Void
    ) throws -> ChildProcess.Failure? {
        let end = ContinuousClock.now + patience.whole
        var lines = LineReader()
        var failure: ChildProcess.Failure?
        while true {
            let pause = min(patience.silence, ContinuousClock.now.duration(to: end))
            guard AnswerPipe.isReady(descriptor, within: pause) else { throw ChildProcess.Failure.timedOut }
            let bytes = try Descriptor.read(descriptor, atMost: 1 << 16)
            if bytes.isEmpty { return failure }
            for line in try lines.append(bytes) {
                let message = try ChildMessage(line: line)
                if case .failed(let code, let detail) = message {
                    failure = .failed(code: code, detail: detail)
                } else {
                    hear(message)
                }
            }
        }
    }

    /// The child's status once it has ended; one that closed its output and goes on is killed after two seconds.
    private func reap(_ child: pid_t) -> Int32 {
        var waited = 0
        while true {
            if let status = status(of: child) { return status }
            if waited == 2000 { kill() }
            waited += 1
            usleep(1000)
        }
    }

    /// The status of a child that has ended; under the lock, so that its number is not killed once it is another's.
    private func status(of child: pid_t) -> Int32? {
        state.withLock { state in
            var status: Int32 = 0
            guard unsafe waitpid(child, &status, WNOHANG) != 0 else { return nil }
            state = .over
            return status
        }
    }

    private func judge(_ status: Int32, _ failure: ChildProcess.Failure?) throws {
        if let failure { throw failure }
        let signal = status & 0x7F
        if signal != 0 { throw ChildProcess.Failure.killed(signal: signal) }
        let code = (status >> 8) & 0xFF
        if code != 0 { throw ChildProcess.Failure.ended(status: code) }
    }
}
