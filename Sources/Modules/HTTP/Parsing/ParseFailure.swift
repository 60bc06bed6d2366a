/// A message that breaks the rules; the connection can't be trusted any further.
struct ParseFailure: Error, Equatable {
    /// What the client is answered.
    let status: Status

    /// What was wrong, for the client's developer.
    let reason: String

    init(_ status: Status = .badRequest, _ reason: String) {
        self.status = status
        self.reason = reason
    }

    var refusal: Refusal {
        Refusal(status, code: "bad_message", "This is not the HTTP we speak: \(reason).")
    }
}
