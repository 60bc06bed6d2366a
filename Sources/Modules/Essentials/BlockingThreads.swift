internal import Dispatch
internal import Synchronization

/// A few threads for calls that block or compute for long, so that the tasks' own pool never waits for them.
///
/// Work starts in the order in which it was handed over, as soon as one of the threads is free.
package final class BlockingThreads: Sendable {
    private struct Line {
        var idle: [DispatchQueue]
        var waiting: [@Sendable () -> Void] = []
    }

    private let line: Mutex<Line>
    private let mostWaiting: Int

    /// `count` threads, started when first needed; `label` names them in a debugger.
    ///
    /// Work that would wait behind `mostWaiting` others is refused.
    package init(count: Int, label: String, mostWaiting: Int = .max) {
        self.mostWaiting = mostWaiting
        precondition(count > 0, "work needs a thread")
        // A serial queue owns its thread while it has work; a concurrent one would borrow from the tasks' pool.
        line = Mutex(Line(idle: (1...count).map { DispatchQueue(label: "\(label).\($0)") }))
    }

    /// What `work` returns or throws, once one of the threads has done it.
    ///
    /// Throws ``Overload`` where too much is waiting already.
    /// A task that is cancelled meanwhile still waits: a system call under way can't be taken back.
    package func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = hand { continuation.resume(with: Result(catching: work)) }
            if !isTaken { continuation.resume(throwing: Overload()) }
        }
    }

    /// Hands `work` to a thread; false where the line is too long.
    private func hand(_ work: @escaping @Sendable () -> Void) -> Bool {
        let (isTaken, free) = line.withLock { line -> (Bool, DispatchQueue?) in
            guard line.waiting.count < mostWaiting else { return (false, nil) }
            line.waiting.append(work)
            return (true, line.idle.popLast())
        }
        free?.async { self.drain(on: free) }
        return isTaken
    }

    private func drain(on queue: DispatchQueue?) {
        while let work = next(for: queue) { work() }
    }

    /// The oldest waiting work; where there is none, `queue` is idle from now on.
    private func next(for queue: DispatchQueue?) -> (@Sendable () -> Void)? {
        line.withLock { line in
            if !line.waiting.isEmpty { return line.waiting.removeFirst() }
            if let queue { line.idle.append(queue) }
            return nil
        }
    }
}
