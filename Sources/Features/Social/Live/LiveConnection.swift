internal import Essentials
internal import Events
internal import HTTP

/// One browser that listens to what happens, over one WebSocket.
///
/// A single task, the feed, does all the sending, so that what a client has seen last says what it has seen at all:
/// requests and events queue up before it in one line. Whoever is too slow for the line is closed, comes back and
/// asks for what it missed.
struct LiveConnection: Sendable {
    let social: Social
    let viewer: Viewer
    let socket: WebSocket

    /// What the feed takes in.
    enum Input: Sendable {
        case request(WebSocket.Message)
        case event(DeliveredEvent)
    }

    /// Serves until the client leaves, breaks the rules, has had its time or has lost its standing.
    func run() async throws {
        let subscription = await social.bus.subscribe()
        let (inputs, line) = AsyncStream.makeStream(
            of: Input.self,
            bufferingPolicy: .bufferingOldest(EventBus.bufferSize)
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                for await event in subscription.events where !Self.isQueued(.event(event), in: line) { break }
                line.finish()
            }
            group.addTask {
                try await Task.sleep(for: social.connectionLifetime)
                line.finish()
            }
            group.addTask { try await feed(from: inputs, subscription) }
            while let message = try await socket.receive() {
                guard Self.isQueued(.request(message), in: line) else { return }
            }
        }
    }

    /// Queues `input`; false where the line is full or has ended.
    private static func isQueued(_ input: Input, in line: AsyncStream<Input>.Continuation) -> Bool {
        if case .enqueued = line.yield(input) { true } else { false }
    }

    private func feed(from inputs: AsyncStream<Input>, _ subscription: EventBus.Subscription) async throws {
        var feed = await LiveFeed(social: social, viewer: viewer, socket: socket, subscription: subscription)
        do {
            for await input in inputs { guard try await feed.take(input) else { break } }
            // Where the session is over already, the socket says why by itself.
            if !Task.isCancelled { try await socket.close(.goingAway) }
        } catch {
            try await socket.close(.internalError)
            throw error
        }
    }
}
