internal import DSP
internal import Synchronization

/// Blocks on their way from the one task that decodes to the one task that consumes, a few at a time.
///
/// Either side ends it: the producer by `finish`, the consumer by `abandon`, after which blocks pushed are dropped.
/// So neither side waits for one that has failed, as long as both end it on their way out.
final class BlockQueue: Sendable {
    private struct State {
        var blocks: [SampleBlock] = []
        var isFinished = false
        var isAbandoned = false
        var producer: CheckedContinuation<Void, Never>?
        var consumer: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int = 8) {
        self.capacity = capacity
    }

    /// Hands over `block`, waiting while the queue is full.
    func push(_ block: SampleBlock) async {
        await withCheckedContinuation { continuation in
            let (consumer, isRoomLeft) = state.withLock { state in
                if !state.isAbandoned { state.blocks.append(block) }
                let isRoomLeft = state.blocks.count < capacity
                if !isRoomLeft { state.producer = continuation }
                return (state.consumer.take(), isRoomLeft)
            }
            consumer?.resume()
            if isRoomLeft { continuation.resume() }
        }
    }

    /// No block follows.
    func finish() {
        let consumer = state.withLock { state in
            state.isFinished = true
            return state.consumer.take()
        }
        consumer?.resume()
    }

    /// No block is wanted any more.
    func abandon() {
        let producer = state.withLock { state in
            state.isAbandoned = true
            state.blocks = []
            return state.producer.take()
        }
        producer?.resume()
    }

    /// The next block in order; nil after the last.
    func next() async -> SampleBlock? {
        while true {
            let (block, producer, isOver) = state.withLock { state in
                let block = state.blocks.isEmpty ? nil : state.blocks.removeFirst()
                return (block, block == nil ? nil : state.producer.take(), state.isFinished)
            }
            producer?.resume()
            if let block { return block }
            if isOver { return nil }
            await waitForBlock()
        }
    }

    private func waitForBlock() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if !state.blocks.isEmpty || state.isFinished { return true }
                state.consumer = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}
