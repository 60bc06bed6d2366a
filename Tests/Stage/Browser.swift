package import Catalog
package import Essentials
package import HTTP
internal import Support

/// Asks routes in process, as somebody.
package struct Browser: Sendable {
    let router: Router

    /// A browser for a site of these routes.
    package init(_ routes: [Route]) {
        router = Router(routes: routes)
    }

    /// The answer to a request by `viewer` for `target`, with a JSON body where one is given.
    package func ask(
        _ method: Method,
        _ target: String,
        as viewer: Viewer = .anonymous,
        json: String? = nil,
        headers: Headers = Headers()
    ) async throws -> Answer {
        var headers = headers
        if json != nil { headers.append("Content-Type", "application/json") }
        var request = Request(method, target, headers: headers, body: RequestBody(Array((json ?? "").utf8)))
        request.identity = Identity(acting: viewer)
        return try await Answer(router.respond(to: request))
    }

    /// The client's end of a WebSocket to `target` that `viewer` opens.
    package func webSocket(_ target: String, as viewer: Viewer = .anonymous) async throws -> WebSocket {
        try await TestClient(InProcess(Acting(viewer: viewer, router: router))).webSocket(target)
    }

    /// What GET gives for `target`.
    package func get(_ target: String, as viewer: Viewer = .anonymous) async throws -> Answer {
        try await ask(.get, target, as: viewer)
    }
}

/// Lets a router take every request for `viewer`'s.
private struct Acting: Responder {
    let viewer: Viewer
    let router: Router

    func respond(to request: Request) async -> Response {
        var request = request
        request.identity = Identity(acting: viewer)
        return await router.respond(to: request)
    }
}

extension Identity {
    fileprivate init(acting viewer: Viewer) {
        self.init(viewer: viewer, credential: viewer.isMember ? .bearer : .none)
    }
}

/// A response, read to its end.
package struct Answer: Sendable {
    package let status: Int
    package let headers: Headers
    package let bytes: [UInt8]

    /// The content as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The value at a path of names in the JSON that it is, such as `"data", "track", "title"`.
    package func json(_ path: String...) -> JSONValue? { value(path) }

    /// The text at a path, nil where there is none.
    package func string(_ path: String...) -> String? {
        if case .string(let text) = value(path) { text } else { nil }
    }

    /// The elements of the list at a path.
    package func list(_ path: String...) -> [JSONValue] {
        if case .array(let elements) = value(path) { elements } else { [] }
    }

    private func value(_ path: [String]) -> JSONValue? {
        path.reduce(JSONValue(text: text)) { value, name in
            if case .object(let members) = value { members[name] } else { nil }
        }
    }

    init(_ response: Response) async throws {
        status = response.status.code
        headers = response.headers
        bytes = try await response.body.collect()
    }
}

extension Response.Body {
    /// All of the content.
    fileprivate func collect() async throws -> [UInt8] {
        switch self {
        case .empty: return []
        case .bytes(let bytes): return bytes
        case .file(let body):
            return try body.file.read(at: body.range.lowerBound, count: body.range.count)
        case .ranged(let body):
            let collector = Collector()
            try await body.write(to: BodyWriter { await collector.add($0) })
            return await collector.bytes
        case .stream(let write):
            let collector = Collector()
            try await write(BodyWriter { await collector.add($0) })
            return await collector.bytes
        default: return []
        }
    }
}

private actor Collector {
    var bytes: [UInt8] = []

    func add(_ more: [UInt8]) {
        bytes += more
    }
}
