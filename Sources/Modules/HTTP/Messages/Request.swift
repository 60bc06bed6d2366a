package import Essentials

/// One request as the handlers see it: what was asked, by whom, and the body still to be read.
///
/// Cheap to copy; middleware hands on a copy with more known about it.
package struct Request: Sendable {
    /// What the client sent, in storage that all copies share.
    private let head: RequestHead

    /// The client's address: the peer's, or what a trusted proxy says.
    package var remote: RemoteAddress

    /// `http` or `https`, as the client sees it.
    package var scheme: Scheme

    /// Host and port as the client sees them, such as `music.example:8080`; empty where HTTP/1.0 gave none.
    package var host: String

    /// The name of this request in responses and logs.
    package let id: RequestID

    /// Who asks; anonymous until the accounts' middleware has looked.
    package var identity: Identity

    /// The content, read once.
    package var body: RequestBody

    /// The route that answers, nil before the router has looked and where there is none.
    package internal(set) var route: Route?

    /// How the client reached us.
    package enum Scheme: String, Sendable {
        case http
        case https
    }

    /// A request for `target`: path and query, as in `/tracks?limit=3`.
    package init(
        _ method: Method,
        _ target: String,
        headers: Headers = Headers(),
        body: RequestBody = .empty,
        remote: RemoteAddress = .loopback
    ) {
        self.init(
            RequestHead(method: method, target: target, headers: headers),
            host: headers["Host"] ?? "",
            body: body,
            remote: remote
        )
    }

    init(_ head: RequestHead, host: String, body: RequestBody, remote: RemoteAddress) {
        self.head = head
        self.body = body
        self.remote = remote
        self.host = host
        scheme = .http
        id = RequestID()
        identity = .anonymous
    }
}

extension Request {
    /// The method as it was sent: a route for GET also sees HEAD.
    package var method: Method { head.method }

    /// The path as it was sent, still percent-encoded, without the query.
    package var path: String { head.path }

    /// What follows the path's question mark.
    package var query: Query { head.query }

    /// The header section.
    package var headers: Headers { head.headers }

    /// The cookies; parsed at each call.
    package var cookies: Cookies { Cookies(head.headers) }

    /// Who asks.
    package var viewer: Viewer { identity.viewer }

    /// The member who asks; refused with 401 where nobody is signed in, which a route for members keeps out itself.
    package func member() throws(Refusal) -> UserID {
        guard let id = viewer.userID else { throw .unauthorized() }
        return id
    }

    /// The token for this session's forms, nil for who has none.
    package var csrfToken: String? { identity.csrfToken }

    /// Scheme and host, as in `https://music.example`, without a slash at the end.
    package var origin: String { "\(scheme.rawValue)://\(host)" }

    /// Path and query as they were sent.
    package var target: String { query.text.isEmpty ? path : "\(path)?\(query.text)" }

    /// The media type of the content in lower case without parameters, or nil.
    package var contentType: String? { headers.mediaType }

    /// Whether a page suits the client better than JSON: its `Accept` names `text/html`.
    package var prefersHTML: Bool {
        headers.list("Accept").contains { $0.lowercased().hasPrefix("text/html") }
    }
}

/// The unchanging part of a request.
final class RequestHead: Sendable {
    let method: Method
    let path: String
    let query: Query
    let headers: Headers

    init(method: Method, path: String, query: String, headers: Headers) {
        self.method = method
        self.path = path
        self.query = Query(query)
        self.headers = headers
    }

    convenience init(method: Method, target: String, headers: Headers) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        self.init(
            method: method,
            path: parts.first ?? "",
            query: parts.count > 1 ? parts[1] : "",
            headers: headers
        )
    }
}
