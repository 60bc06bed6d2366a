/// A status code of RFC 9110 §15, from 100 to 599.
package struct Status: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// The three digits.
    package let code: Int

    /// The status of this code; a code outside 100…599 is a mistake of the programmer.
    package init(_ code: Int) {
        precondition((100...599).contains(code), "no status code: \(code)")
        self.code = code
    }

    package init(integerLiteral code: Int) {
        self.init(code)
    }

    /// Whether a message with this status never has content (RFC 9110 §6.4.1).
    package var forbidsContent: Bool { code < 200 || code == 204 || code == 304 }
}

extension Status {
    package static let switchingProtocols: Status = 101
    package static let ok: Status = 200
    package static let created: Status = 201
    package static let accepted: Status = 202
    package static let noContent: Status = 204
    package static let partialContent: Status = 206
    package static let movedPermanently: Status = 301
    package static let found: Status = 302
    package static let seeOther: Status = 303
    package static let notModified: Status = 304
    package static let temporaryRedirect: Status = 307
    package static let permanentRedirect: Status = 308
    package static let badRequest: Status = 400
    package static let unauthorized: Status = 401
    package static let forbidden: Status = 403
    package static let notFound: Status = 404
    package static let methodNotAllowed: Status = 405
    package static let requestTimeout: Status = 408
    package static let conflict: Status = 409
    package static let gone: Status = 410
    package static let preconditionFailed: Status = 412
    package static let contentTooLarge: Status = 413
    package static let unsupportedMediaType: Status = 415
    package static let rangeNotSatisfiable: Status = 416
    package static let unprocessable: Status = 422
    package static let upgradeRequired: Status = 426
    package static let tooManyRequests: Status = 429
    package static let headersTooLarge: Status = 431
    package static let internalError: Status = 500
    package static let notImplemented: Status = 501
    package static let unavailable: Status = 503
    package static let versionNotSupported: Status = 505
}

extension Status {
    /// The reason phrase that RFC 9110 §15 registers; empty for codes that nobody here sends.
    package var reason: String { Self.reasons[code] ?? "" }

    private static let reasons: [Int: String] = [
        100: "Continue", 101: "Switching Protocols",
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 206: "Partial Content",
        301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
        307: "Temporary Redirect", 308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict", 410: "Gone",
        411: "Length Required", 412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long",
        415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed",
        422: "Unprocessable Content", 426: "Upgrade Required", 428: "Precondition Required",
        429: "Too Many Requests", 431: "Request Header Fields Too Large",
        500: "Internal Server Error", 501: "Not Implemented", 503: "Service Unavailable",
        505: "HTTP Version Not Supported",
    ]
}
