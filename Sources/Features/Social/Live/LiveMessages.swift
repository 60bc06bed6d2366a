internal import Events
internal import HTTP

/// What a client says: which topics it follows, and from where on.
struct LiveRequest: Decodable, Sendable {
    var subscribe: [String]

    /// The last `seq` it has; kept events that follow are sent first.
    var after: Int64?

    /// The key of an unlisted link.
    var key: String?
}

extension DeliveredEvent {
    /// The event as a client reads it: `{"seq","event","topic","data"}`.
    var message: String {
        let seq = sequence.map(String.init) ?? "null"
        return #"{"seq":\#(seq),"event":"\#(event.name)","topic":"\#(event.topic)","data":\#(event.json)}"#
    }
}

extension Refusal {
    /// The refusal of something that came over the wire.
    var liveMessage: String {
        let error = LiveError(error: .init(code: code, message: message))
        let json = try? JSONCoding.encode(error)
        return String(decoding: json ?? [], as: UTF8.self)
    }
}

private struct LiveError: Encodable {
    struct Detail: Encodable {
        let code: String
        let message: String
    }

    let error: Detail
}
