/// Adds the fields that make browsers careful, where a response doesn't have its own.
package struct SecurityHeaders: Middleware {
    package init() {}

    package func respond(
        to request: Request,
        next: Next
    ) async throws -> Response {
        var response = await next(request)
        response.headers.setDefault("X-Content-Type-Options", "nosniff")
        response.headers.setDefault("Referrer-Policy", "strict-origin-when-cross-origin")
        response.headers.setDefault("Content-Security-Policy", Self.policy)
        if response.headers.mediaType == "application/json" {
            // Answers are for who asked, unless they say otherwise.
            response.headers.setDefault("Cache-Control", "private, no-cache")
        }
        if response.headers["Content-Type"]?.hasPrefix("text/html") == true {
            response.headers.setDefault("Cross-Origin-Opener-Policy", "same-origin")
            response.headers.setDefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        }
        if request.scheme == .https {
            response.headers.setDefault("Strict-Transport-Security", "max-age=31536000")
        }
        return response
    }

    private static let policy = ContentSecurityPolicy.strict.headerValue
}
