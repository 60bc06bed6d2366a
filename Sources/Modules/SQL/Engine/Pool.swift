internal import Synchronization

/// Lends a bounded number of connections, first come first served, and opens them when they are first needed.
final class Pool<Resource: Sendable>: Sendable {
    private typealias Grant = PoolState<Resource>.Grant
    private typealias Wake = PoolState<Resource>.Wake

    private struct State {
        var decisions: PoolState<Resource>
        var sleepers: [Int: CheckedContinuation<Grant, Never>] = [:]
        /// Grants for waiters that have not fallen asleep yet.
        var early: [Int: Grant] = [:]
        var closers: [CheckedContinuation<Void, Never>] = []
        var isWatchingTheClock = false
    }

    private let state: Mutex<State>
    private let patience: Duration
    private let open: @Sendable () async throws(SQLError) -> Resource

    /// A pool of at most `limit`, of which `first` are open; whoever waits longer than `patience` for one gets `exhausted`.
    init(
        _ first: [Resource] = [],
        limit: Int,
        patience: Duration,
        open: @escaping @Sendable () async throws(SQLError) -> Resource
    ) {
        state = Mutex(State(decisions: PoolState(first, limit: limit)))
        self.patience = patience
        self.open = open
    }

    /// A resource for the caller alone, to be given back or lost.
    func take() async throws(SQLError) -> Resource {
        if Task.isCancelled { throw SQLError(.cancelled, message: "cancelled before it began") }
        switch state.withLock({ $0.decisions.ask(at: .now) }) {
        case .now(let grant): return try await redeem(grant)
        case .wait(let ticket): return try await redeem(wait(ticket))
        }
    }

    /// Returns a resource that works.
    func giveBack(_ resource: Resource) {
        settle { $0.giveBack(resource) }
    }

    /// Says that a resource that was taken is no more.
    func lose() {
        settle { $0.lose() }
    }

    /// Takes out what was not needed since the last call, but leaves `kept`, for the caller to close.
    func trim(to kept: Int) -> [Resource] {
        state.withLock { $0.decisions.trim(to: kept) }
    }

    /// Sends waiters away, waits for what is lent, and hands over everything for the caller to close.
    func close() async -> [Resource] {
        for sleeper in state.withLock({ $0.decisions.close() }) { wake(sleeper) }
        await withCheckedContinuation { closer in
            state.withLock { $0.closers.append(closer) }
            settle { _ in nil }
        }
        return state.withLock { $0.decisions.drain() }
    }

    private func redeem(_ grant: Grant) async throws(SQLError) -> Resource {
        switch grant {
        case .use(let resource): return resource
        case .open:
            do throws(SQLError) {
                return try await open()
            } catch {
                lose()
                throw error
            }
        case .closed: throw SQLError(.connection, message: "the database is closed")
        case .expired: throw SQLError(.exhausted, message: "no connection became free in \(patience)")
        case .cancelled: throw SQLError(.cancelled, message: "cancelled while waiting for a connection")
        }
    }

    /// Sleeps until a grant, the end of patience or cancellation, whichever is first.
    private func wait(_ ticket: Int) async -> Grant {
        watchTheClock()
        return await withTaskCancellationHandler {
            await sleep(ticket)
        } onCancel: {
            if state.withLock({ $0.decisions.abandon(ticket) }) {
                wake(Wake(ticket: ticket, grant: .cancelled))
            }
        }
    }

    /// Sees to it that waiters are sent away in time, by one task for all of them while there are any.
    ///
    /// A timer for each would outlive its waiter: a sleep that is cancelled keeps its place in the system's queue
    /// until its time, which adds up where thousands wait for a moment each.
    private func watchTheClock() {
        let isWatched = state.withLock { state in
            defer { state.isWatchingTheClock = true }
            return state.isWatchingTheClock
        }
        if isWatched { return }
        Task { [weak self, patience] in
            var pause = patience
            repeat { try? await Task.sleep(for: pause) } while self?.sendAway(nextIn: &pause) ?? false
        }
    }

    /// Sends away whose patience is over; whether others wait, and for how long the first of them still will.
    private func sendAway(nextIn pause: inout Duration) -> Bool {
        let now = ContinuousClock.now
        let (expired, oldest) = state.withLock { state in
            let expired = state.decisions.expire(since: now - patience)
            let oldest = state.decisions.oldestWait
            state.isWatchingTheClock = oldest != nil
            return (expired, oldest)
        }
        for sleeper in expired { wake(sleeper) }
        if let oldest { pause = oldest + patience - now }
        return oldest != nil
    }

    private func sleep(_ ticket: Int) async -> Grant {
        await withCheckedContinuation { sleeper in
            let early = state.withLock { state in
                let grant = state.early.removeValue(forKey: ticket)
                if grant == nil { state.sleepers[ticket] = sleeper }
                return grant
            }
            if let early { sleeper.resume(returning: early) }
        }
    }

    private func settle(_ change: @Sendable (inout PoolState<Resource>) -> Wake?) {
        let (sleeper, closers) = state.withLock { state -> (Wake?, [CheckedContinuation<Void, Never>]) in
            let sleeper = change(&state.decisions)
            guard state.decisions.isClosed, state.decisions.isQuiet else { return (sleeper, []) }
            defer { state.closers = [] }
            return (sleeper, state.closers)
        }
        if let sleeper { wake(sleeper) }
        for closer in closers { closer.resume() }
    }

    private func wake(_ wake: Wake) {
        let sleeper = state.withLock { state in
            let sleeper = state.sleepers.removeValue(forKey: wake.ticket)
            if sleeper == nil { state.early[wake.ticket] = wake.grant }
            return sleeper
        }
        sleeper?.resume(returning: wake.grant)
    }
}
