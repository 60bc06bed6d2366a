internal import Synchronization

/// The crews that this process has joined, each once, and what it holds for that.
final class Crews<Hold: Sendable>: Sendable {
    private let holds = Mutex<[Channel: Task<Hold, any Error>]>([:])

    /// Joins `crew` by `enter`, or waits until an earlier call has.
    func join(_ crew: Channel, by enter: @escaping @Sendable () async throws -> Hold) async throws {
        let entry = holds.withLock { holds in
            if let known = holds[crew] { return known }
            let entry = Task { try await enter() }
            holds[crew] = entry
            return entry
        }
        do {
            _ = try await entry.value
        } catch {
            holds.withLock { $0[crew] = nil }
            throw error
        }
    }

    /// Hands over all holds, for the caller to let go.
    func leave() async -> [Hold] {
        let entries = holds.withLock { holds in
            defer { holds = [:] }
            return Array(holds.values)
        }
        var left: [Hold] = []
        for entry in entries {
            if let hold = try? await entry.value { left.append(hold) }
        }
        return left
    }
}
