internal import Synchronization

/// Who in this process waits for notices on which channel.
final class NoticeBoard: Sendable {
    private struct State {
        var watchers: [Channel: [Int: AsyncStream<Void>.Continuation]] = [:]
        var nextWatcher = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Notices on `channel` from now on; those not yet taken count as one.
    func watch(_ channel: Channel) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let watcher: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.nextWatcher += 1
            state.watchers[channel, default: [:]][state.nextWatcher] = continuation
            return state.nextWatcher
        }
        guard let watcher else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.forget(watcher, on: channel) }
        return stream
    }

    /// Wakes the watchers of these channels.
    func post(_ channels: some Sequence<Channel>) {
        for channel in channels {
            let watchers = state.withLock { $0.watchers[channel].map { Array($0.values) } }
            for watcher in watchers ?? [] { watcher.yield() }
        }
    }

    /// Wakes everybody, after a time in which notices may have been missed.
    func postAll() {
        post(state.withLock { Array($0.watchers.keys) })
    }

    /// Ends every stream.
    func close() {
        let watchers = state.withLock { state in
            state.isClosed = true
            return state.watchers.values.flatMap(\.values)
        }
        for watcher in watchers { watcher.finish() }
    }

    private func forget(_ watcher: Int, on channel: Channel) {
        state.withLock { _ = $0.watchers[channel]?.removeValue(forKey: watcher) }
    }
}
