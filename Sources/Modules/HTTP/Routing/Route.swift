/// One address and method, who may call it, and what answers.
///
/// There is no way to make one without saying who may call it.
package struct Route: Sendable {
    package let method: Method

    /// Who may call it; checked by the router before the handler runs.
    package let access: Access

    /// What the API's description says about it; nil leaves it out.
    package let operation: Operation?

    let pattern: PathPattern

    /// The path with its parameters in braces, as in `/api/v1/tracks/{id}`.
    package let template: String

    let parameterSchemas: [Schema]

    /// Answers a request whose path held these texts; nil where one of them spells no value.
    let answer: @Sendable (Request, [String]) async throws -> Response?

    /// Whether a signed-in browser must prove by the CSRF token that our own page sent the request.
    package private(set) var needsCSRFToken = true

    /// How often one client may call it, beside the limit that holds for all routes.
    package private(set) var rateLimit: RateLimit?

    private init<each Value: PathValue>(
        _ method: Method,
        _ path: Path<repeat each Value>,
        _ access: Access,
        _ operation: Operation?,
        _ handler: @escaping @Sendable (Request, repeat each Value) async throws -> Response
    ) {
        self.method = method
        self.access = access
        self.operation = operation
        pattern = path.pattern
        template = path.pattern.description
        parameterSchemas = path.schemas
        answer = { request, texts in
            guard let values = path.parse(texts) else { return nil }
            return try await handler(request, repeat each values)
        }
    }
}

extension Route {
    /// A route for GET, and for HEAD unless there is one of its own.
    package static func get<each Value: PathValue>(
        _ path: Path<repeat each Value>,
        access: Access,
        _ operation: Operation? = nil,
        _ handler: @escaping @Sendable (Request, repeat each Value) async throws -> Response
    ) -> Route {
        Route(.get, path, access, operation, handler)
    }

    package static func post<each Value: PathValue>(
        _ path: Path<repeat each Value>,
        access: Access,
        _ operation: Operation? = nil,
        _ handler: @escaping @Sendable (Request, repeat each Value) async throws -> Response
    ) -> Route {
        Route(.post, path, access, operation, handler)
    }

    package static func put<each Value: PathValue>(
        _ path: Path<repeat each Value>,
        access: Access,
        _ operation: Operation? = nil,
        _ handler: @escaping @Sendable (Request, repeat each Value) async throws -> Response
    ) -> Route {
        Route(.put, path, access, operation, handler)
    }

    package static func patch<each Value: PathValue>(
        _ path: Path<repeat each Value>,
        access: Access,
        _ operation: Operation? = nil,
        _ handler: @escaping @Sendable (Request, repeat each Value) async throws -> Response
    ) -> Route {
        Route(.patch, path, access, operation, handler)
    }

    package static func delete<each Value: PathValue>(
        _ path: Path<repeat each Value>,
        access: Access,
        _ operation: Operation? = nil,
        _ handler: @escaping @Sendable (Request, repeat each Value) async throws -> Response
    ) -> Route {
        Route(.delete, path, access, operation, handler)
    }

    /// The same route, callable without the CSRF token: for sign-in and sign-up, where nobody has one yet.
    ///
    /// Requests that a foreign site's page sends are refused all the same.
    package func withoutCSRFToken() -> Route {
        var route = self
        route.needsCSRFToken = false
        return route
    }

    /// The same route, callable only so often.
    package func limited(to limit: RateLimit) -> Route {
        var route = self
        route.rateLimit = limit
        return route
    }
}
