internal import Synchronization

/// Who in this process waits for what is told on which channel.
final class NoticeBoard<Notice: Sendable>: Sendable {
    private struct State {
        var watchers: [Channel: [Int: AsyncStream<Notice>.Continuation]] = [:]
        var nextWatcher = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let policy: AsyncStream<Notice>.Continuation.BufferingPolicy

    /// A board that keeps for each watcher what `policy` says of what they have not taken yet.
    init(keeping policy: AsyncStream<Notice>.Continuation.BufferingPolicy) {
        self.policy = policy
    }

    /// Notices on `channel` from now on.
    func watch(_ channel: Channel) -> AsyncStream<Notice> {
        let (stream, continuation) = AsyncStream<Notice>.makeStream(bufferingPolicy: policy)
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

    /// Tells the watchers of `channel`.
    func post(_ notice: Notice, on channel: Channel) {
        let watchers = state.withLock { $0.watchers[channel].map { Array($0.values) } }
        for watcher in watchers ?? [] { watcher.yield(notice) }
    }

    /// The channels that somebody watches.
    fileprivate var channels: [Channel] { state.withLock { Array($0.watchers.keys) } }

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

extension NoticeBoard<Void> {
    /// Wakes the watchers of these channels.
    func post(_ channels: some Sequence<Channel>) {
        for channel in channels { post((), on: channel) }
    }

    /// Wakes everybody, after a time in which notices may have been missed.
    func postAll() {
        post(channels)
    }
}
