internal import Essentials

/// Conditional requests (RFC 9110 §13) and ranges (§14), answered from the tag and date of a response.
enum Preconditions {
    /// `response` as it is, or in its place 304, 412, 206 or 416, as the request's conditions want it.
    ///
    /// Only a 200 to GET or HEAD is looked at; a write checks its own conditions before it writes.
    static func apply(_ request: Request, to response: Response) -> Response {
        guard response.status == .ok, request.method == .get || request.method == .head else {
            return response
        }
        var response = response
        if Compression.suits(response) { response.headers.addToList("Vary", "Accept-Encoding") }
        if response.body.rangedLength != nil { response.headers.setDefault("Accept-Ranges", "bytes") }
        guard request.headers.hasConditions else { return response }
        switch verdict(on: request.headers, against: response.headers) {
        case .proceed: return ranged(response, for: request)
        case .notModified: return notModified(response)
        case .failed: return Response.refusal(.preconditionFailed)
        }
    }

    enum Verdict {
        case proceed
        case notModified
        case failed
    }

    /// The order of evaluation of RFC 9110 §13.2.2.
    static func verdict(on request: Headers, against response: Headers) -> Verdict {
        let tag = response["ETag"]
        let modified = response["Last-Modified"].flatMap(HTTPDate.parse)
        if request.contains("If-Match") {
            if !request.list("If-Match").contains(where: { EntityTag.isStrongMatch($0, tag) }) {
                return .failed
            }
        } else if let limit = request["If-Unmodified-Since"].flatMap(HTTPDate.parse), let modified {
            if modified > limit { return .failed }
        }
        if request.contains("If-None-Match") {
            let matches = request.list("If-None-Match").contains { EntityTag.isWeakMatch($0, tag) }
            return matches ? .notModified : .proceed
        }
        if let limit = request["If-Modified-Since"].flatMap(HTTPDate.parse), let modified, modified <= limit {
            return .notModified
        }
        return .proceed
    }

    private static func notModified(_ response: Response) -> Response {
        var response = response
        response.status = .notModified
        response.body = .empty
        for name in ["Content-Type", "Content-Encoding", "Content-Language"] { response.headers[name] = nil }
        return response
    }

    private static func ranged(_ response: Response, for request: Request) -> Response {
        guard let length = response.body.rangedLength else { return response }
        guard request.method == .get, let text = request.headers["Range"],
            isRangeCurrent(request.headers["If-Range"], response.headers)
        else { return response }
        switch ByteRange(text, length: length) {
        case .whole: return response
        case .part(let range):
            var response = response
            response.status = .partialContent
            response.headers["Content-Range"] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
            response.body.cut(to: range)
            return response
        case .unsatisfiable:
            var refused = Response.refusal(.rangeNotSatisfiable)
            refused.headers["Content-Range"] = "bytes */\(length)"
            return refused
        }
    }

    /// Whether `If-Range` (RFC 9110 §13.1.5) lets a range be sent.
    private static func isRangeCurrent(_ condition: String?, _ response: Headers) -> Bool {
        guard let condition else { return true }
        if condition.hasSuffix("\"") { return EntityTag.isStrongMatch(condition, response["ETag"]) }
        return condition == response["Last-Modified"]
    }
}

/// Comparison of entity tags (RFC 9110 §8.8.3.2).
enum EntityTag {
    static func isStrongMatch(_ condition: String, _ tag: String?) -> Bool {
        guard let tag else { return false }
        return condition == "*" || condition == tag && !tag.hasPrefix("W/")
    }

    static func isWeakMatch(_ condition: String, _ tag: String?) -> Bool {
        guard let tag else { return false }
        return condition == "*" || opaque(condition) == opaque(tag)
    }

    private static func opaque(_ tag: String) -> Substring {
        tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]
    }
}

extension Headers {
    /// Whether there is a line that could change how a request is answered: `If-…` or `Range`.
    fileprivate var hasConditions: Bool {
        fields.contains { field in
            let name = wire[field.name]
            return name.count >= 5
                && (name.prefix(3).equalsIgnoringCase("if-".utf8) || name.equalsIgnoringCase("range".utf8))
        }
    }
}

extension Response.Body {
    /// The bytes in all of content that can be had in part, else nil.
    fileprivate var rangedLength: Int? {
        switch self {
        case .file(let body) where body.range == 0..<body.file.size: body.file.size
        case .ranged(let body) where body.range == 0..<body.length: body.length
        case .file, .ranged, .empty, .bytes, .stream, .webSocket: nil
        }
    }

    fileprivate mutating func cut(to range: Range<Int>) {
        switch self {
        case .file(let body): self = .file(FileBody(body.file, range: range))
        case .ranged(var body):
            body.range = range
            self = .ranged(body)
        case .empty, .bytes, .stream, .webSocket: break
        }
    }
}

extension Refusal {
    fileprivate static let preconditionFailed = Refusal(
        .preconditionFailed,
        code: "precondition_failed",
        "This has changed in the meantime."
    )

    fileprivate static let rangeNotSatisfiable = Refusal(
        .rangeNotSatisfiable,
        code: "range_not_satisfiable",
        "There is nothing at that place."
    )
}
