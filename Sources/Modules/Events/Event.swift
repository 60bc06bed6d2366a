/// Something that happened and that others may want to hear of.
package struct Event: Hashable, Codable, Sendable {
    /// What it is about, as in `track:0190…`: subscribers name the topics that they follow.
    package let topic: String

    /// What happened, as in `comment.added`.
    package let name: String

    /// What there is to know of it: one JSON value.
    package let json: String

    /// What happened to `topic`.
    package init(topic: String, name: String, json: String) {
        self.topic = topic
        self.name = name
        self.json = json
    }
}

/// An event on its way to a subscriber.
package struct DeliveredEvent: Hashable, Sendable {
    /// Its place in the order of all kept events; nil for a passing one, which can't be asked for again.
    package let sequence: Int64?

    package let event: Event
}
