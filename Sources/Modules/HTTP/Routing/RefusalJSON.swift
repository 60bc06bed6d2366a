/// A refusal as the API's envelope shows it.
private struct RefusalEnvelope: Encodable {
    struct Reason: Encodable {
        var code: String
        var message: String
        var fields: [String: String]?
    }

    var success = false
    var error: Reason
    var message: String
}

extension Response {
    /// `refusal` in the API's envelope: `{"success":false,"error":{"code","message","fields"},"message"}`.
    package static func refusal(_ refusal: Refusal) -> Response {
        let reason = RefusalEnvelope.Reason(
            code: refusal.code,
            message: refusal.message,
            fields: refusal.fields.isEmpty ? nil : refusal.fields
        )
        let envelope = RefusalEnvelope(error: reason, message: refusal.message)
        // Strings alone always encode; the bare status would still tell the client.
        let bytes = (try? JSONCoding.encode(envelope)) ?? []
        return .bytes(bytes, type: "application/json", status: refusal.status)
    }
}
