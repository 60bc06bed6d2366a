internal import Essentials

/// Notes every request: who, what, how it ended and how long it took to find the answer.
///
/// Paths are noted without their query, which may hold a secret. Goes outermost,
/// but for `TrustedProxies`, which says who the client is.
package struct AccessLog: Middleware {
    private let log: LogSink

    /// A log that writes to `log`.
    package init(to log: @escaping LogSink = LogRecord.toStandardError) {
        self.log = log
    }

    package func respond(
        to request: Request,
        next: Next
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = await next(request)
        let passed = (ContinuousClock.now - start).components
        let microseconds = passed.seconds * 1_000_000 + passed.attoseconds / 1_000_000_000_000
        log(
            LogRecord(
                Self.level(of: response.status),
                "request",
                [
                    ("request_id", .text(request.id.description)),
                    ("method", .text(request.method.rawValue)),
                    ("path", .text(request.path)),
                    ("route", .text(request.route?.template ?? "")),
                    ("status", .integer(response.status.code)),
                    ("ms", .number(Double(microseconds) / 1000)),
                    ("remote", .text(request.remote.description)),
                ]
            )
        )
        return response
    }

    /// What a server answers for its own fault is an error; that something isn't built is none.
    private static func level(of status: Status) -> LogRecord.Level {
        status.code >= 500 && status != .notImplemented ? .error : .info
    }
}
