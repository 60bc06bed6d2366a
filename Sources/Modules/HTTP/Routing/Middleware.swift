/// Something that stands between every request and its handler.
package protocol Middleware: Sendable {
    /// Answers `request`, as a rule by way of `next`.
    ///
    /// `next` never throws: the router has already made a response of what went wrong further in. What is thrown
    /// here becomes a response in the same way, and is seen by the middleware further out.
    func respond(to request: Request, next: @Sendable (Request) async -> Response) async throws -> Response
}

/// Answers requests; the server knows the router as this.
package protocol Responder: Sendable {
    func respond(to request: Request) async -> Response
}
