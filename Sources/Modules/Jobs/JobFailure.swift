/// Why a job failed: a code with arguments, made into a sentence where it is shown.
package struct JobFailure: Error, Hashable, Sendable {
    /// What went wrong, as in `file_is_truncated`.
    package let code: String

    /// What the sentence needs to know.
    package let arguments: [String: String]

    /// Whether another attempt may succeed.
    package let retry: Bool

    /// A failure for the reason `code`, final unless another attempt may succeed.
    package init(_ code: String, arguments: [String: String] = [:], retry: Bool) {
        self.code = code
        self.arguments = arguments
        self.retry = retry
    }

    /// What a handler threw, if it was no `JobFailure`: something nobody thought of, which may pass.
    static func unexpected(_ error: any Error) -> JobFailure {
        JobFailure("unexpected", arguments: ["detail": String(reflecting: error)], retry: true)
    }

    /// The code of a job whose worker vanished at every attempt.
    package static let workerLost = "worker_lost"

    /// The code of a job whose payload this program can't read.
    package static let unreadable = "unreadable_payload"
}
