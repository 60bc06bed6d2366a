/// Compresses text with gzip where the client takes it (RFC 9110 §12.5.3) and it is worth it.
package struct Compression: Middleware {
    /// Shorter content than this is sent as it is, in bytes.
    private static let minimumLength = 1024

    /// Longer files than this are sent as they are, by the kernel.
    private static let maximumFileLength = 1 << 20

    package init() {}

    package func respond(
        to request: Request,
        next: Next
    ) async throws -> Response {
        let response = await next(request)
        guard Self.suits(response), Self.takes("gzip", request.headers) else { return response }
        guard let body = try Self.compress(response.body) else { return response }
        return Self.encoded(response, body, in: "gzip")
    }

    /// Whether `response` is one that is sent compressed to those who take it.
    static func suits(_ response: Response) -> Bool {
        guard response.status == .ok, let type = response.headers.mediaType, isText(type) else {
            return false
        }
        return !response.headers.contains("Content-Encoding")
            && !response.headers.list("Cache-Control", contains: "no-transform")
    }

    /// Whether content of the media type `type`, in lower case, is text that compresses well.
    static func isText(_ type: String) -> Bool {
        type.hasPrefix("text/") && type != "text/event-stream" || types.contains(type)
            || type.hasSuffix("+json") || type.hasSuffix("+xml")
    }

    /// Whether an `Accept-Encoding` names `coding`, or everything, with a weight above zero.
    static func takes(_ coding: String, _ headers: Headers) -> Bool {
        var takesAny = false
        for member in headers.list("Accept-Encoding") {
            let named = HeaderParameters(member)
            let isRefused = named["q"].flatMap(Double.init) == 0
            if named.value == coding || named.value == "x-" + coding { return !isRefused }
            if named.value == "*" { takesAny = !isRefused }
        }
        return takesAny
    }

    private static func compress(_ body: Response.Body) throws -> Response.Body? {
        switch body {
        case .bytes(let bytes) where bytes.count >= minimumLength:
            return .bytes(try Gzip().finish(bytes))
        case .file(let body) where (minimumLength...maximumFileLength).contains(body.range.count):
            let bytes = try body.file.read(at: body.range.lowerBound, count: body.range.count)
            return .bytes(try Gzip().finish(bytes))
        case .stream(let produce):
            return .stream { writer in
                let gzip = try Gzip()
                try await produce(BodyWriter { try await writer.write(try gzip.flush($0)) })
                try await writer.write(try gzip.finish([]))
            }
        case .empty, .bytes, .file, .ranged, .webSocket: return nil
        }
    }

    /// `response` with `body`, its content in that coding, in place of its own.
    static func encoded(_ response: Response, _ body: Response.Body, in coding: String) -> Response {
        var response = response
        response.body = body
        response.headers["Content-Encoding"] = coding
        response.headers["Accept-Ranges"] = nil
        response.headers.addToList("Vary", "Accept-Encoding")
        if let tag = response.headers["ETag"], !tag.hasPrefix("W/") { response.headers["ETag"] = "W/" + tag }
        return response
    }

    private static let types: Set<String> = [
        "application/json", "application/javascript", "application/xml", "application/manifest+json",
        "application/vnd.apple.mpegurl", "image/svg+xml",
    ]
}
