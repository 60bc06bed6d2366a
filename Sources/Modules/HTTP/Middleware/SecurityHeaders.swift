/// Adds the fields that make browsers careful, where a response doesn't have its own.
package struct SecurityHeaders: Middleware {
    package init() {}

    package func respond(
        to request: Request,
        next: Next
    ) async throws -> Response {
        var response = await next(request)
        response.headers.setDefault("X-Content-Type-Options", "nosniff")
        let type = response.headers.mediaType
        if !Self.isPartOfPage(type) {
            response.headers.setDefault("Referrer-Policy", "strict-origin-when-cross-origin")
            response.headers.setDefault("Content-Security-Policy", Self.policy)
        }
        if type == "application/json" {
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

    /// Whether content of that type is never a page by itself, and obeys the page that it is part of.
    ///
    /// Pages have some fifty such parts. A worker obeys its own script's policy, which therefore has one.
    private static func isPartOfPage(_ type: String?) -> Bool {
        guard let type else { return false }
        return type == "text/css" || type == "text/javascript" || type.hasPrefix("font/")
    }

    private static let policy = ContentSecurityPolicy.strict.headerValue
}
