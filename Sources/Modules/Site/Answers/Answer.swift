package import Essentials
package import HTTP

/// The envelope around every JSON answer: `{"success":true,"data":…,"message":…}`.
private struct Envelope<Value: Encodable>: Encodable {
    let success = true
    let data: Value
    let message: String?
}

/// The envelope around a list, with the place where it goes on beside it.
private struct ListEnvelope<Element: Encodable>: Encodable {
    let success = true
    let data: [Element]
    let page: Place

    struct Place: Encodable {
        let next: String?

        private enum Key: CodingKey {
            case next
        }

        /// Writes `next` at the end of the list too, as null.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(next, forKey: .next)
        }
    }
}

/// What is answered where there is nothing to hand over.
private struct Nothing: Encodable {}

extension Response {
    /// `value` in the API's envelope: names in snake_case, times in ISO 8601, ids as strings.
    package static func success(
        _ value: some Encodable,
        status: Status = .ok,
        message: String? = nil
    ) throws -> Response {
        try .json(Envelope(data: value, message: message), status: status)
    }

    /// The envelope around an empty object, for what was done and leaves nothing to show.
    package static func success(status: Status = .ok, message: String? = nil) throws -> Response {
        try .success(Nothing(), status: status, message: message)
    }

    /// `list` in the API's envelope: `{"success":true,"data":[…],"page":{"next":…}}`.
    package static func page<Element: Encodable>(_ list: Page<Element>) throws -> Response {
        try .json(ListEnvelope(data: list.elements, page: .init(next: list.next?.description)))
    }
}
