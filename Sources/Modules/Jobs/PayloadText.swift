internal import FoundationEssentials

/// What a job is told, as JSON.
enum PayloadText {
    static func encode(_ payload: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(payload), as: UTF8.self)
    }

    /// - Throws: a final `JobFailure`, since the same text will not be read better later.
    static func decode<Payload: Decodable>(
        _ text: String,
        as type: Payload.Type = Payload.self
    ) throws -> Payload {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            let detail = String(reflecting: error)
            throw JobFailure(JobFailure.unreadable, arguments: ["detail": detail], retry: false)
        }
    }
}
