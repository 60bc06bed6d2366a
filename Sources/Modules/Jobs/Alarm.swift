internal import Synchronization

/// Wakes the one task that waits for it; rung while nobody waits, it wakes the next at once.
final class Alarm: Sendable {
    private struct State {
        var isRung = false
        var sleeper: CheckedContinuation<Void, Never>?
        /// When it will ring by itself.
        var timer: ContinuousClock.Instant?
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

    /// Waits until it rings, `patience` is over or the task is cancelled; now and then for no reason at all.
    func wait(atMost patience: Duration) async {
        guard patience > .zero else { return }
        setTimer(.now + patience)
        await withTaskCancellationHandler {
            await sleep()
        } onCancel: {
            ring()
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

    /// Has it ring at `time`, or earlier where that was asked for before.
    ///
    /// No timer is taken back: a sleep that is cancelled keeps its place in the system's queue until its time,
    /// which adds up where thousands of waits are ended early. So an old timer serves later waits too.
    private func setTimer(_ time: ContinuousClock.Instant) {
        let isServed = state.withLock { state in
            if let timer = state.timer, timer <= time { return true }
            state.timer = time
            return false
        }
        if isServed { return }
        Task { [weak self] in
            try? await Task.sleep(until: time, clock: .continuous)
            self?.timeIsUp(time)
        }
    }

    private func timeIsUp(_ time: ContinuousClock.Instant) {
        state.withLock { state in
            if state.timer == time { state.timer = nil }
        }
        ring()
    }
}
