internal import Events
internal import HTTP

/// What a client says: which topics it follows, and from where on.
struct LiveRequest: Decodable, Sendable {
    var subscribe: [String]

    /// The last `seq` it has; kept events that follow are sent first.
    var after: Int64?

    /// The key of an unlisted link.
    var key: String?

    /// Bytes of the longest message: it names as many topics as may be followed, and several hundred may wait.
    static let longest = 1 << 12
}

extension LiveRequest {
    /// The request that `message` spells; throws `LiveRefusal` where it is none.
    init(_ message: WebSocket.Message) throws(LiveRefusal) {
        guard case .text(let text) = message,
            let request = try? JSONCoding.decode(LiveRequest.self, from: Array(text.utf8))
        else { throw .notUnderstood }
        self = request
    }
}

extension DeliveredEvent {
    /// The event as a client reads it: `{"seq","event","topic","data"}`.
    var message: String {
        let seq = sequence.map(String.init) ?? "null"
        return #"{"seq":\#(seq),"event":"\#(event.name)","topic":"\#(event.topic)","data":\#(event.json)}"#
    }
}

/// Why a request is not carried out; what is followed already stays followed.
struct LiveRefusal: Error, Encodable {
    struct Detail: Encodable {
        let code: String
        let message: String
    }

    let error: Detail

    private init(_ code: String, _ message: String) {
        error = Detail(code: code, message: message)
    }

    static let notUnderstood = LiveRefusal("bad_request", "Send {\"subscribe\":[…]}.")

    static let tooManyTopics = LiveRefusal(
        "too_many_topics",
        "One connection follows at most \(LiveFeed.maximumTopics) topics."
    )

    /// There is no such topic, or none for this viewer.
    static func nothing(of topic: String) -> LiveRefusal {
        LiveRefusal("not_found", "There is nothing to hear of “\(topic)”.")
    }

    /// The refusal as a client reads it: `{"error":{"code","message"}}`.
    var message: String {
        // Strings alone always encode.
        String(decoding: (try? JSONCoding.encode(self)) ?? [], as: UTF8.self)
    }
}
