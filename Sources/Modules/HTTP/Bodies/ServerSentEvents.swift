/// One event of an event stream (HTML, server-sent events).
package struct ServerSentEvent: Sendable {
    /// The event's name; nil for `message`.
    package var name: String?

    /// What the client sends back as `Last-Event-ID` to go on after it.
    package var id: String?

    /// The text, of any number of lines.
    package var data: String

    package init(_ data: String, name: String? = nil, id: String? = nil) {
        self.data = data
        self.name = name
        self.id = id
    }

    /// The event as it goes over the wire.
    var bytes: [UInt8] {
        var text = ""
        if let name { text += "event: \(Self.oneLine(name))\n" }
        if let id { text += "id: \(Self.oneLine(id))\n" }
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            text += "data: \(line)\n"
        }
        return Array((text + "\n").utf8)
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 })
    }
}

extension Response {
    /// A stream of the `events` that a sequence delivers, until it ends or the client goes away.
    ///
    /// After each `heartbeat` a comment is sent, so that proxies keep the connection and its loss is noticed.
    package static func events<Events: AsyncSequence & Sendable>(
        _ events: Events,
        heartbeat: Duration = .seconds(15)
    ) -> Response where Events.Element == ServerSentEvent {
        let headers: Headers = [
            "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no",
        ]
        return Response(
            headers: headers,
            body: .stream { writer in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for try await event in events { try await writer.write(event.bytes) }
                    }
                    group.addTask {
                        while true {
                            try await Task.sleep(for: heartbeat)
                            try await writer.write(Array(": \n\n".utf8))
                        }
                    }
                    try await group.next()
                    group.cancelAll()
                }
            }
        )
    }
}
