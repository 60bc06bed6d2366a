internal import Catalog
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

    let social: Social
    let viewer: Viewer
    let socket: WebSocket
    let subscription: EventBus.Subscription

    /// The place of the last event sent, or to be left out, for each topic that is followed.
    private var sent: [String: Int64] = [:]

    init(social: Social, viewer: Viewer, socket: WebSocket, subscription: EventBus.Subscription) {
        self.social = social
        self.viewer = viewer
        self.socket = socket
        self.subscription = subscription
    }

    /// Answers what the client sent, or sends it what happened.
    mutating func take(_ input: LiveConnection.Input) async throws {
        switch input {
        case .event(let delivered): try await send(delivered)
        case .request(let message):
            do {
                try await follow(LiveRequest(message))
            } catch let refusal as LiveRefusal {
                try await socket.send(refusal.message)
            }
        }
    }

    /// Sends an event unless it has been sent already.
    private mutating func send(_ delivered: DeliveredEvent) async throws {
        if let place = delivered.sequence {
            guard place > sent[delivered.event.topic] ?? 0 else { return }
            sent[delivered.event.topic] = place
        }
        try await socket.send(delivered.message)
    }

    /// Follows what is asked for, all or nothing, beginning with what was missed.
    private mutating func follow(_ request: LiveRequest) async throws {
        var names: Set<String> = []
        for name in request.subscribe {
            guard let topic = Topic(name, for: viewer) else { throw LiveRefusal.nothing(of: name) }
            guard sent[topic.text] == nil, !names.contains(topic.text) else { continue }
            guard sent.count + names.count < Self.maximumTopics else { throw LiveRefusal.tooManyTopics }
            guard try await isOpen(topic, key: request.key) else { throw LiveRefusal.nothing(of: name) }
            names.insert(topic.text)
        }
        guard !names.isEmpty else { return }
        // First of all, so that nothing falls between what was missed and what comes.
        await social.bus.follow(names, with: subscription)
        for name in names { sent[name] = 0 }
        if let last = request.after { try await sendMissed(on: names, after: last) }
    }

    private func isOpen(_ topic: Topic, key: String?) async throws -> Bool {
        switch topic {
        case .user: true
        case .track(let track): try await social.isVisible(track, to: viewer, key: key)
        case .version(let version):
            try await social.database.exists(
                """
                SELECT 1 FROM track_versions v JOIN tracks t ON t.id = v.track_id
                WHERE v.id = \(version) AND \(VersionAccess.isShown(to: viewer))
                AND \(TrackAccess.visible(to: viewer, key: key, at: .now))
                """
            )
        }
    }

    /// Sends the kept events that follow the place `last`.
    ///
    /// A place that no event has reached yet is from another life of the database, and stands for its end.
    private mutating func sendMissed(on names: Set<String>, after last: Int64) async throws {
        var last = min(last, try await Outbox.end(in: social.database))
        for name in names { sent[name] = last }
        while true {
            let missed = try await Outbox.events(
                on: Array(names),
                after: last,
                limit: Self.batch,
                in: social.database
            )
            for delivered in missed {
                try await send(delivered)
                last = delivered.sequence ?? last
            }
            if missed.count < Self.batch { return }
        }
    }
}
