internal import Accounts
internal import Essentials
internal import Events
internal import HTTP
internal import SQL

/// What one live connection follows and has been sent.
struct LiveFeed {
    /// How many topics one connection may follow.
    static let maximumTopics = 50

    /// How many missed events are read at a time.
    static let batch = 200

    private struct Followed {
        let topic: Topic
        let key: String?

        /// Where it is told that the viewer may have lost the topic.
        let watches: Set<String>

        /// The place of the last event sent, or to be left out.
        var last: Int64 = 0
    }

    private let social: Social
    private let viewer: Viewer
    private let socket: WebSocket
    private let subscription: EventBus.Subscription

    /// What is followed, by the topics' names on the bus.
    private var followed: [String: Followed] = [:]

    /// The feed of `viewer`, who may follow something as long as they may see it and are who they were.
    init(
        social: Social,
        viewer: Viewer,
        socket: WebSocket,
        subscription: EventBus.Subscription
    ) async {
        self.social = social
        self.viewer = viewer
        self.socket = socket
        self.subscription = subscription
        await social.bus.follow(watchesOfViewer, with: subscription)
    }

    private var watchesOfViewer: Set<String> {
        Set(viewer.userID.map(StandingNews.topic(of:)).map { [$0] } ?? [])
    }

    /// Answers what the client sent, or sends it what happened; false where the connection is to end.
    mutating func take(_ input: LiveConnection.Input) async throws -> Bool {
        switch input {
        case .event(let delivered) where delivered.event.isAboutAccess:
            guard !watchesOfViewer.contains(delivered.event.topic) else { return false }
            try await dropLost { $0.watches.contains(delivered.event.topic) }
        case .event(let delivered): try await send(delivered)
        case .request(let message):
            do {
                try await follow(LiveRequest(message))
            } catch let refusal as LiveRefusal {
                try await socket.send(refusal.message)
            }
        }
        return true
    }

    /// Sends an event unless it has been sent already.
    private mutating func send(_ delivered: DeliveredEvent) async throws {
        guard let known = followed[delivered.event.topic] else { return }
        if let place = delivered.sequence {
            guard place > known.last else { return }
            followed[delivered.event.topic]?.last = place
        }
        try await socket.send(delivered.message)
    }

    /// Follows what is asked for, all or nothing, beginning with what was missed.
    private mutating func follow(_ request: LiveRequest) async throws {
        var new: [String: Followed] = [:]
        for name in request.subscribe {
            guard let topic = Topic(name, for: viewer) else { throw LiveRefusal.nothing(of: name) }
            guard followed[topic.text] == nil, new[topic.text] == nil else { continue }
            guard followed.count + new.count < Self.maximumTopics else { throw LiveRefusal.tooManyTopics }
            guard let watches = try await social.watches(over: topic, for: viewer, key: request.key)
            else { throw LiveRefusal.nothing(of: name) }
            new[topic.text] = Followed(topic: topic, key: request.key, watches: watches)
        }
        guard !new.isEmpty else { return }
        followed.merge(new) { known, _ in known }
        // Before anything is read, so that nothing falls between what was missed and what comes.
        await social.bus.follow(
            new.reduce(into: []) { $0.formUnion($1.value.watches.union([$1.key])) },
            with: subscription
        )
        try await dropLost { new[$0.topic.text] != nil }
        if let last = request.after {
            try await sendMissed(on: new.keys.filter { followed[$0] != nil }, after: last)
        }
    }

    /// Leaves those of the `suspected` that the viewer may not follow any more, and tells the client.
    private mutating func dropLost(_ suspected: (Followed) -> Bool) async throws {
        for (name, known) in followed where suspected(known) {
            guard try await social.watches(over: known.topic, for: viewer, key: known.key) == nil else {
                continue
            }
            followed[name] = nil
            let needed = followed.reduce(into: watchesOfViewer) {
                $0.formUnion($1.value.watches.union([$1.key]))
            }
            await social.bus.unfollow(known.watches.union([name]).subtracting(needed), with: subscription)
            try await socket.send(LiveRefusal.nothing(of: name).message)
        }
    }

    /// Sends the kept events that follow the place `last`.
    ///
    /// A place that no event has reached yet is from another life of the database, and stands for its end.
    private mutating func sendMissed(on names: [String], after last: Int64) async throws {
        var last = min(last, try await Outbox.end(in: social.database))
        for name in names { followed[name]?.last = last }
        while true {
            let missed = try await Outbox.events(
                on: names,
                after: last,
                limit: Self.batch,
                in: social.database
            )
            for delivered in missed {
                if !delivered.event.isAboutAccess { try await send(delivered) }
                last = delivered.sequence ?? last
            }
            if missed.count < Self.batch { return }
        }
    }
}
