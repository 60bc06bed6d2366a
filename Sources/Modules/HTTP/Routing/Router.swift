internal import Essentials

/// Finds the route of a request, runs the middleware and the handler, and makes responses of errors.
package struct Router: Responder {
    /// The routes as they were given.
    package let routes: [Route]

    private let tree: RouteTree
    private let middleware: [any Middleware]
    private let log: LogSink
    private let explain: @Sendable (any Error) -> Refusal?
    private let refusalResponse: @Sendable (Refusal, Request) -> Response

    /// A router for `routes`, whose requests pass `middleware` from first to last.
    ///
    /// `refusalResponse` shows a refusal to the client, as JSON by default. Errors that are no refusal go to
    /// `log` and are shown as what `explain` makes of them, else as one with code `internal`.
    package init(
        routes: [Route],
        middleware: [any Middleware] = [],
        log: @escaping LogSink = LogRecord.toStandardError,
        explain: @escaping @Sendable (any Error) -> Refusal? = { _ in nil },
        refusalResponse: @escaping @Sendable (Refusal, Request) -> Response = { refusal, _ in
            .refusal(refusal)
        }
    ) {
        self.routes = routes
        tree = RouteTree(routes)
        self.middleware = middleware
        self.log = log
        self.explain = explain
        self.refusalResponse = refusalResponse
    }

    /// The answer to `request`, whatever happens on the way.
    package func respond(to request: Request) async -> Response {
        var request = request
        let match = tree.match(request.path)
        request.route = match?.route(for: request.method)
        var response = await pass(request, match, through: middleware[...])
        response.headers["X-Request-Id"] = request.id.description
        return response
    }

    private func pass(
        _ request: Request,
        _ match: RouteTree.Match?,
        through middleware: ArraySlice<any Middleware>
    ) async -> Response {
        do {
            guard let first = middleware.first else { return try await answer(request, match) }
            let next = Next { request in await pass(request, match, through: middleware.dropFirst()) }
            return try await first.respond(to: request, next: next)
        } catch {
            return response(for: error, to: request)
        }
    }

    private func answer(_ request: Request, _ match: RouteTree.Match?) async throws -> Response {
        guard let match else { throw Refusal.notFound() }
        guard let route = request.route else { return try answerWithoutRoute(request, match) }
        try route.access.check(request.viewer)
        try request.query.check()
        guard let response = try await route.answer(request, match.texts) else { throw Refusal.notFound() }
        if case .webSocket = response.body { return try WebSocketHandshake.accept(request, response) }
        return Preconditions.apply(request, to: response)
    }

    private func answerWithoutRoute(_ request: Request, _ match: RouteTree.Match) throws -> Response {
        let allow: Headers = ["Allow": match.allowedMethods]
        if request.method == .options { return Response(.noContent, headers: allow) }
        throw Refusal(
            .methodNotAllowed,
            code: "method_not_allowed",
            "\(request.method.rawValue) is not possible here.",
            headers: allow
        )
    }

    private func response(for error: any Error, to request: Request) -> Response {
        let refusal = refusal(for: error, in: request)
        var response = refusalResponse(refusal, request)
        for (name, value) in refusal.headers.lines { response.headers[name] = value }
        return response
    }

    private func refusal(for error: any Error, in request: Request) -> Refusal {
        switch error {
        case let error as any Refusable: error.refusal
        case is Overload: .tooManyRequests(retryAfter: .seconds(5))
        case is CancellationError, is ConnectionLost:
            .unavailable("The request was given up before it was answered.", code: "given_up")
        default: failure(error, in: request)
        }
    }

    private func failure(_ error: any Error, in request: Request) -> Refusal {
        log(
            LogRecord(
                .error,
                "request failed",
                [
                    ("request_id", .text(request.id.description)),
                    ("route", .text(request.route?.template ?? request.path)),
                    ("error", .text(String(reflecting: error))),
                ]
            )
        )
        return explain(error)
            ?? Refusal(
                .internalError,
                code: "internal",
                "Something broke on our side; the request is noted as \(request.id)."
            )
    }
}
