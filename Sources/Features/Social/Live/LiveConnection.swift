internal import Catalog
internal import Essentials
internal import Events
internal import HTTP
internal import SQL

/// One browser that listens to what happens, over one WebSocket.
///
/// What may be followed is checked when it is asked for, so a connection is closed after a quarter of an hour:
/// the client comes back with its last `seq`, misses nothing, and is checked anew.
struct LiveConnection: Sendable {
    static let lifetime = Duration.seconds(900)
    static let maximumTopics = 50

    let social: Social
    let viewer: Viewer
    let socket: WebSocket

    /// Serves until the client leaves, breaks the rules or has had its time.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                try await Task.sleep(for: Self.lifetime)
                try await socket.close(.goingAway)
            }
            var followed: Set<Topic> = []
            while let message = try await socket.receive() {
                guard let request = await understood(message) else { continue }
                guard let topics = try await topics(of: request) else { continue }
                followed.formUnion(topics)
                guard followed.count <= Self.maximumTopics else { return }
                group.addTask { try await follow(topics, after: request.after) }
            }
        }
    }

    private func understood(_ message: WebSocket.Message) async -> LiveRequest? {
        if case .text(let text) = message,
            let request = try? JSONCoding.decode(LiveRequest.self, from: Array(text.utf8)),
            request.subscribe.count <= Self.maximumTopics
        {
            return request
        }
        try? await socket.send(Refusal.badRequest("Send {\"subscribe\":[…]}.").liveMessage)
        return nil
    }

    /// The topics that are asked for, or nil, and a refusal sent, where one is not for this viewer.
    private func topics(of request: LiveRequest) async throws -> Set<Topic>? {
        var topics: Set<Topic> = []
        for name in request.subscribe {
            guard let topic = Topic(name, for: viewer), try await isOpen(topic, key: request.key) else {
                try await socket.send(Refusal.notFound("There is nothing to hear of “\(name)”.").liveMessage)
                return nil
            }
            topics.insert(topic)
        }
        return topics
    }

    private func isOpen(_ topic: Topic, key: String?) async throws -> Bool {
        switch topic {
        case .user: true
        case .track(let track): try await social.isVisible(track, to: viewer, key: key)
        case .version(let version):
            try await social.database.exists(
                """
                SELECT 1 FROM track_versions v JOIN tracks t ON t.id = v.track_id
                WHERE v.id = \(version) AND v.deleted_at IS NULL
                AND \(TrackAccess.visible(to: viewer, key: key, at: .now))
                """
            )
        }
    }

    /// Sends what was missed, then what happens, in order and nothing twice.
    private func follow(_ topics: Set<Topic>, after sequence: Int64?) async throws {
        let names = Set(topics.map(\.text))
        let live = await social.bus.subscribe(to: names)
        var last = sequence ?? 0
        if let sequence {
            last = try await sendMissed(on: Array(names), after: sequence)
        }
        for await delivered in live {
            if let place = delivered.sequence {
                guard place > last else { continue }
                last = place
            }
            try await socket.send(delivered.message)
        }
        // Too slow for the bus, or shutting down: the client comes back and catches up.
        try await socket.close(.goingAway)
    }

    private func sendMissed(on names: [String], after sequence: Int64) async throws -> Int64 {
        var last = sequence
        while true {
            let missed = try await Outbox.events(on: names, after: last, limit: 200, in: social.database)
            for delivered in missed {
                try await socket.send(delivered.message)
                last = delivered.sequence ?? last
            }
            if missed.count < 200 { return last }
        }
    }
}
