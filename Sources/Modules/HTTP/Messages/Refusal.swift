/// A request that is not carried out, with a reason fit for the client's eyes.
///
/// Handlers throw it, or a slice's error that has one to show; the router alone makes it a response. Anything else
/// that is thrown becomes a 500.
package struct Refusal: Error, Sendable {
    package var status: Status

    /// What clients switch on, as in `not_found`.
    package var code: String

    /// A sentence that says what happened and what to do.
    package var message: String

    /// Sentences about single fields of the input, by their names as sent.
    package var fields: [String: String]

    /// Header lines that go along, as `Retry-After` does.
    package var headers: Headers

    /// A refusal with `status`; for the common ones there are shorter ways.
    package init(
        _ status: Status,
        code: String,
        _ message: String,
        fields: [String: String] = [:],
        headers: Headers = Headers()
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
        self.headers = headers
    }
}

/// An error of a slice that has a refusal to show for it: the router answers with that.
package protocol Refusable: Error {
    /// What the client is told.
    var refusal: Refusal { get }
}

extension Refusal: Refusable {
    package var refusal: Refusal { self }
}

extension Refusal {
    package static func badRequest(
        _ message: String,
        code: String = "bad_request",
        fields: [String: String] = [:]
    ) -> Refusal {
        Refusal(.badRequest, code: code, message, fields: fields)
    }

    package static func unauthorized(
        _ message: String = "Sign in first.",
        code: String = "unauthorized"
    ) -> Refusal {
        Refusal(.unauthorized, code: code, message, headers: ["WWW-Authenticate": "Bearer"])
    }

    package static func forbidden(
        _ message: String = "You may not do this.",
        code: String = "forbidden"
    ) -> Refusal {
        Refusal(.forbidden, code: code, message)
    }

    package static func notFound(
        _ message: String = "There is nothing here.",
        code: String = "not_found"
    ) -> Refusal {
        Refusal(.notFound, code: code, message)
    }

    package static func conflict(
        _ message: String,
        code: String = "conflict",
        fields: [String: String] = [:]
    ) -> Refusal {
        Refusal(.conflict, code: code, message, fields: fields)
    }

    package static func gone(_ message: String = "This is gone.", code: String = "gone") -> Refusal {
        Refusal(.gone, code: code, message)
    }

    package static func tooLarge(
        _ message: String,
        code: String = "too_large",
        fields: [String: String] = [:]
    ) -> Refusal {
        Refusal(.contentTooLarge, code: code, message, fields: fields)
    }

    package static func unsupportedMediaType(
        _ message: String,
        code: String = "unsupported_media_type"
    ) -> Refusal {
        Refusal(.unsupportedMediaType, code: code, message)
    }

    /// Input that can't be accepted; without a message of its own, what is wrong with the fields is the message.
    package static func unprocessable(
        _ message: String? = nil,
        code: String = "invalid",
        fields: [String: String] = [:]
    ) -> Refusal {
        Refusal(.unprocessable, code: code, message ?? sentence(about: fields), fields: fields)
    }

    /// Makes “Part size is too small.” of `["part_size": "is too small"]`; what is a sentence already stays as it is.
    private static func sentence(about fields: [String: String]) -> String {
        guard !fields.isEmpty else { return "Some of this can't be accepted." }
        let problems = fields.sorted { $0.key < $1.key }.map { name, problem in
            if problem.first?.isUppercase == true { return problem }
            let text = "\(name.replacing("_", with: " ")) \(problem)."
            return text.prefix(1).uppercased() + text.dropFirst()
        }
        return problems.joined(separator: " ")
    }

    /// Too much too quickly; the client may come again after `retryAfter`, rounded up to whole seconds.
    package static func tooManyRequests(retryAfter: Duration) -> Refusal {
        let (seconds, rest) = retryAfter.components
        let wait = max(1, rest > 0 ? seconds + 1 : seconds)
        return Refusal(
            .tooManyRequests,
            code: "too_many_requests",
            "That was too much at once. Try again in \(wait == 1 ? "a second" : "\(wait) seconds").",
            headers: ["Retry-After": "\(wait)"]
        )
    }

    /// A path that is planned and not built.
    package static func unimplemented(_ feature: String) -> Refusal {
        Refusal(.notImplemented, code: "unimplemented", "UNIMPLEMENTED: \(feature)")
    }

    package static func unavailable(_ message: String, code: String = "unavailable") -> Refusal {
        Refusal(.unavailable, code: code, message)
    }
}
