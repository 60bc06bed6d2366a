package import Events

extension EventBus {
    /// The events on `topics` from now on; leaving the loop over them ends the subscription.
    package func subscribe(to topics: Set<String>) -> AsyncStream<DeliveredEvent> {
        let subscription = subscribe()
        follow(topics, with: subscription)
        return subscription.events
    }
}
