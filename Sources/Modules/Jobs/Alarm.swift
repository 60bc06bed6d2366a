internal import Synchronization

/// Wakes the one task that waits for it; rung while nobody waits, it wakes the next at once.
final class Alarm: Sendable {
    private struct State {
        var isRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Ends the wait under way, or the next one.
    func ring() {
        let sleeper = state.withLock { state in
            defer { state.sleeper = nil }
            if state.sleeper == nil { state.isRung = true }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Waits until it rings, `patience` is over or the task is cancelled.
    func wait(atMost patience: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                if (try? await Task.sleep(for: patience)) != nil { self.ring() }
            }
            await withTaskCancellationHandler {
                await sleep()
            } onCancel: {
                ring()
            }
            group.cancelAll()
        }
    }

    private func sleep() async {
        await withCheckedContinuation { sleeper in
            let isRung = state.withLock { state in
                if !state.isRung { state.sleeper = sleeper }
                defer { state.isRung = false }
                return state.isRung
            }
            if isRung { sleeper.resume() }
        }
    }
}
