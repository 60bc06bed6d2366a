internal import HTTP

/// One end of a two-way stream of bytes that stays in memory.
actor MemoryPipe: ByteChannel {
    private let outgoing: AsyncStream<[UInt8]>.Continuation
    private var arrived: [[UInt8]] = []
    private var hasEnded = false
    private var waiter: (id: Int, continuation: CheckedContinuation<Void, Never>)?
    private var waits = 0

    /// Two ends, each of which receives what the other sends.
    static func pair() -> (MemoryPipe, MemoryPipe) {
        let (toFar, fromNear) = AsyncStream<[UInt8]>.makeStream()
        let (toNear, fromFar) = AsyncStream<[UInt8]>.makeStream()
        return (
            MemoryPipe(incoming: toNear, outgoing: fromNear), MemoryPipe(incoming: toFar, outgoing: fromFar)
        )
    }

    private init(incoming: AsyncStream<[UInt8]>, outgoing: AsyncStream<[UInt8]>.Continuation) {
        self.outgoing = outgoing
        Task { [weak self] in
            for await bytes in incoming { await self?.arrive(bytes) }
            await self?.arrive(nil)
        }
    }

    deinit {
        outgoing.finish()
    }

    func send(_ bytes: [UInt8]) {
        outgoing.yield(bytes)
    }

    func close() {
        outgoing.finish()
    }

    func receive(within limit: Duration) async throws -> ReceivedBytes {
        if arrived.isEmpty && !hasEnded {
            waits += 1
            let id = waits
            let alarm = Task {
                try? await Task.sleep(for: limit)
                self.wake(id)
            }
            await withTaskCancellationHandler {
                await withCheckedContinuation { waiter = (id, $0) }
            } onCancel: {
                alarm.cancel()
            }
            alarm.cancel()
            try Task.checkCancellation()
        }
        if !arrived.isEmpty { return .bytes(arrived.removeFirst()) }
        return hasEnded ? .end : .silence
    }

    private func arrive(_ bytes: [UInt8]?) {
        if let bytes { arrived.append(bytes) } else { hasEnded = true }
        wake(waits)
    }

    private func wake(_ id: Int) {
        guard let waiter, waiter.id == id else { return }
        self.waiter = nil
        waiter.continuation.resume()
    }
}
