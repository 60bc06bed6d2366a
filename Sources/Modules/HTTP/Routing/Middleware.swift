/// Something that stands between every request and its handler.
package protocol Middleware: Sendable {
    /// Answers `request`, as a rule by way of `next`.
    ///
    /// `next` never throws: the router has already made a response of what went wrong further in. What is thrown
    /// here becomes a response in the same way, and is seen by the middleware further out.
    func respond(to request: Request, next: Next) async throws -> Response
}

/// What stands behind a middleware: the others, and the handler in the end.
package struct Next: Sendable {
    private let answer: @Sendable (Request) async -> Response

    init(_ answer: @escaping @Sendable (Request) async -> Response) {
        self.answer = answer
    }

    /// Has the rest answer `request`.
    package func callAsFunction(_ request: Request) async -> Response { await answer(request) }
}

/// Answers requests; the server knows the router as this.
package protocol Responder: Sendable {
    func respond(to request: Request) async -> Response
}
