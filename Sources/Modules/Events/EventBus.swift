/// Carries events to whoever follows their topics, within this process.
///
/// A subscriber that falls further behind than its buffer is dropped: its stream ends, and it comes back asking
/// the outbox for what it missed. So a slow client costs a bounded amount of memory and never a lost event.
package actor EventBus {
    /// Events that wait for one subscriber at most.
    package static let bufferSize = 256

    /// One subscriber's events, of all that it follows, in their order.
    package struct Subscription: Sendable {
        fileprivate let key: Int
        package let events: AsyncStream<DeliveredEvent>
    }

    private struct Subscriber {
        var topics: Set<String> = []
        let continuation: AsyncStream<DeliveredEvent>.Continuation
    }

    private var subscribers: [Int: Subscriber] = [:]
    private var subscribersOfTopic: [String: Set<Int>] = [:]
    private var lastKey = 0

    package init() {}

    /// A subscription to nothing yet; leaving the loop over its events ends it.
    package func subscribe() -> Subscription {
        let (stream, continuation) = AsyncStream.makeStream(
            of: DeliveredEvent.self,
            bufferingPolicy: .bufferingOldest(Self.bufferSize)
        )
        lastKey += 1
        let key = lastKey
        subscribers[key] = Subscriber(continuation: continuation)
        // The stream may end anywhere; the actor is told as soon as it is free.
        continuation.onTermination = { _ in Task { await self.forget(key) } }
        return Subscription(key: key, events: stream)
    }

    /// Lets `subscription` hear of `topics` too, from now on; nothing happens where it has ended.
    package func follow(_ topics: Set<String>, with subscription: Subscription) {
        guard subscribers[subscription.key] != nil else { return }
        subscribers[subscription.key]?.topics.formUnion(topics)
        for topic in topics { subscribersOfTopic[topic, default: []].insert(subscription.key) }
    }

    /// Lets `subscription` hear of `topics` no more.
    package func unfollow(_ topics: Set<String>, with subscription: Subscription) {
        subscribers[subscription.key]?.topics.subtract(topics)
        leave(topics, subscription.key)
    }

    /// Tells of something that is not kept to who follows it in this process.
    package func post(_ event: Event) {
        deliver(DeliveredEvent(sequence: nil, event: event))
    }

    func deliver(_ delivered: DeliveredEvent) {
        for key in subscribersOfTopic[delivered.event.topic] ?? [] {
            guard let subscriber = subscribers[key] else { continue }
            if case .dropped = subscriber.continuation.yield(delivered) {
                subscriber.continuation.finish()
                forget(key)
            }
        }
    }

    private func forget(_ key: Int) {
        guard let subscriber = subscribers.removeValue(forKey: key) else { return }
        leave(subscriber.topics, key)
    }

    private func leave(_ topics: Set<String>, _ key: Int) {
        for topic in topics {
            subscribersOfTopic[topic]?.remove(key)
            if subscribersOfTopic[topic]?.isEmpty == true { subscribersOfTopic[topic] = nil }
        }
    }

    /// How many subscriptions there are; for tests.
    package var subscriberCount: Int { subscribers.count }

    /// What is followed by anybody; for tests.
    package var followedTopics: Set<String> { Set(subscribersOfTopic.keys) }
}
