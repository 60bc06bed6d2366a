/// Refuses writes that a foreign page made a signed-in browser send.
///
/// Two checks on every write that isn't proven by a bearer token or by its address: the browser must not say
/// that another site sent it, and where a cookie says who asks, the session's CSRF token must come along, as
/// header `X-CSRF-Token` or as form field `csrf_token`. In a multipart form that field must come first, since
/// the rest isn't read here. Goes after the middleware that sets the identity.
package struct CSRF: Middleware {
    /// The longest urlencoded form that is looked into, in bytes; routes take less where they expect less.
    private static let formLimit = 1 << 19

    /// The longest first part of a multipart form, in bytes.
    private static let tokenLimit = 1 << 10

    /// How far into a multipart form its first part is looked for, in bytes: all that is read so far is remembered.
    private static let sight = 1 << 17

    package init() {}

    package func respond(
        to request: Request,
        next: Next
    ) async throws -> Response {
        guard let route = request.route, !request.method.isSafe, route.access != .linkHolder,
            request.identity.credential != .bearer
        else { return await next(request) }
        try CrossSite.check(request)
        guard request.identity.credential == .cookie, route.needsCSRFToken else { return await next(request) }
        return await next(try await checked(request))
    }

    /// The same request once its token is found right, its body readable from the start.
    private func checked(_ request: Request) async throws -> Request {
        if let token = request.headers["X-CSRF-Token"] {
            try Self.check(token, request)
            return request
        }
        var request = request
        switch request.contentType {
        case "application/x-www-form-urlencoded":
            let bytes = try await request.body.collect(upTo: Self.formLimit)
            try Self.check(Form(FormText.pairs(bytes))["csrf_token"], request)
            request.body = RequestBody(bytes)
        case "multipart/form-data":
            let replay = ReplayedBody(request.body, sight: Self.sight)
            request.body = RequestBody(replay, length: request.body.length)
            let reader = try request.multipartReader()
            let part = try await reader.nextPart()
            guard part?.name == "csrf_token", part?.filename == nil else { throw Refusal.noToken }
            let token = try await reader.text(limit: Self.tokenLimit)
            try Self.check(String(decoding: token, as: UTF8.self), request)
            await replay.rewind()
        default:
            throw Refusal.noToken
        }
        return request
    }

    private static func check(_ token: String?, _ request: Request) throws(Refusal) {
        guard let token, let expected = request.csrfToken, isEqual(token, expected) else { throw .noToken }
    }

    /// Compares in a time that doesn't tell how much of the token was right.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count, !left.isEmpty else { return false }
        return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension Refusal {
    fileprivate static let noToken = Refusal.forbidden(
        "This form has expired. Reload the page and send it again.",
        code: "csrf"
    )
}

/// Content of which a first look is taken: remembers what was read until it is rewound, and lets no more be read
/// before that than `sight` bytes and the chunk that exceeds them.
private actor ReplayedBody: RequestBody.Source {
    private var rest: RequestBody.AsyncIterator
    private var seen: [[UInt8]] = []
    private var sight: Int
    private var isRewound = false

    init(_ body: RequestBody, sight: Int) {
        rest = body.makeAsyncIterator()
        self.sight = sight
    }

    /// Makes the content start over; what is read from here on is forgotten.
    func rewind() {
        isRewound = true
        seen.reverse()
    }

    func next() async throws -> [UInt8]? {
        if isRewound, let chunk = seen.popLast() { return chunk }
        guard isRewound || sight > 0 else { throw Refusal.noToken }
        var rest = rest
        let chunk = try await rest.next()
        self.rest = rest
        if !isRewound, let chunk {
            seen.append(chunk)
            sight -= chunk.count
        }
        return chunk
    }
}
