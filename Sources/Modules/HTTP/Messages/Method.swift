/// The methods of RFC 9110 §9 and RFC 5789 that the server understands; any other is answered 501.
package enum Method: String, CaseIterable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"

    /// Understood so that it is answered 405, as no route takes it.
    case trace = "TRACE"

    /// As `trace`: a method of the IETF's HTTP working group for searches with a body.
    case query = "QUERY"

    /// Whether a client may repeat the request without having changed anything (RFC 9110 §9.2.1).
    package var isSafe: Bool {
        switch self {
        case .get, .head, .options, .trace, .query: true
        case .post, .put, .patch, .delete: false
        }
    }
}
