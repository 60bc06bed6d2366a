import Synchronization
import Testing

@testable import Jobs
@testable import SQL

struct Number: Codable {
    var value: Int
}

extension JobKind<Number> {
    static let count = JobKind("count", maxAttempts: 3)
    static let hurry = JobKind("hurry", priority: .urgent, maxAttempts: 3)
    static let idle = JobKind("idle", priority: .low)
    static let brief = JobKind("brief", lease: .seconds(4))
}

/// What handlers did, in order.
final class Diary: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func write(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    /// Waits until there are this many lines.
    func wait(for count: Int) async throws {
        for _ in 0..<2000 {
            if all.count >= count { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw JobFailure("nothing_happened", arguments: ["lines": "\(all)"], retry: false)
    }
}

extension JobEnd.Outcome {
    var word: String {
        switch self {
        case .done: "done"
        case .postponed(let failure): "postponed \(failure.code)"
        case .failed(let failure): "failed \(failure.code)"
        case .interrupted: "interrupted"
        case .lost: "lost"
        }
    }
}

/// How many were there at once.
final class Crowd: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

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

/// Runs `body` beside a runner, which is stopped afterwards.
func withRunner(_ runner: JobRunner, _ body: () async throws -> Void) async throws {
    let running = Task { try await runner.run() }
    do {
        try await body()
    } catch {
        running.cancel()
        throw error
    }
    running.cancel()
    try await running.value
}
