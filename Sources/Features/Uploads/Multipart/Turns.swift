/// Lets work that is about the same thing be done one after the other, first come first served.
actor Turns<Key: Hashable & Sendable> {
    private var waiting: [Key: [CheckedContinuation<Void, Never>]] = [:]

    /// Runs `work` once nobody else works on `key`.
    nonisolated func take<Result: Sendable>(
        _ key: Key,
        _ work: () async throws -> Result
    ) async throws -> Result {
        await enter(key)
        do {
            let result = try await work()
            await leave(key)
            return result
        } catch {
            await leave(key)
            throw error
        }
    }

    private func enter(_ key: Key) async {
        guard waiting[key] != nil else {
            waiting[key] = []
            return
        }
        await withCheckedContinuation { waiting[key, default: []].append($0) }
    }

    private func leave(_ key: Key) {
        guard let next = waiting[key]?.first else {
            waiting[key] = nil
            return
        }
        waiting[key]?.removeFirst()
        next.resume()
    }
}
