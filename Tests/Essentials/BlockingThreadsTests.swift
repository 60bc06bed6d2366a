import Dispatch
import Essentials
import Synchronization
import Testing

/// How many are inside now, and how many were at most.
private final class Crowd: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var value: (now: Int, most: Int) { counts.withLock { $0 } }

    func enter() {
        counts.withLock { counts in
            counts.now += 1
            counts.most = max(counts.most, counts.now)
        }
    }

    func leave() {
        counts.withLock { $0.now -= 1 }
    }
}

@Suite struct BlockingThreadsTests {
    @Test func `no more work runs at once than there are threads`() async throws {
        let threads = BlockingThreads(count: 3, label: "test")
        let running = Crowd()
        try await withThrowingTaskGroup { group in
            for _ in 0..<50 {
                group.addTask {
                    try await threads.run {
                        running.enter()
                        _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(2))
                        running.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(running.value.now == 0)
        #expect(running.value.most == 3)
    }

    @Test func `one thread works in order, and errors come back`() async throws {
        struct Broken: Error {}
        let threads = BlockingThreads(count: 1, label: "test")
        await #expect(throws: Broken.self) { try await threads.run { throw Broken() } }
        #expect(try await threads.run { 7 } == 7)
    }

    @Test func `what would wait behind too much is refused at once`() async throws {
        let threads = BlockingThreads(count: 1, label: "test", mostWaiting: 2)
        let gate = DispatchSemaphore(value: 0)
        let begun = AsyncStream<Void>.makeStream()
        try await withThrowingTaskGroup { group in
            group.addTask {
                try await threads.run {
                    begun.continuation.finish()
                    gate.wait()
                }
            }
            for await _ in begun.stream {}
            let waiting = Crowd()
            for _ in 0..<5 {
                group.addTask {
                    do { try await threads.run {} } catch is Overload { waiting.enter() }
                }
            }
            while waiting.value.now < 3 { await Task.yield() }
            gate.signal()
            try await group.waitForAll()
            #expect(waiting.value.now == 3)
        }
        #expect(try await threads.run { 7 } == 7)
    }
}
