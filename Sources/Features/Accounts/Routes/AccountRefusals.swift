package import HTTP

extension Accounts {
    /// Runs `work`, and turns what this slice throws into what a client is told.
    func refusing(_ work: () async throws -> Response) async throws -> Response {
        do { return try await work() } catch let error as AccountError { throw Refusal(error) }
    }
}

extension Refusal {
    /// What a client is told of what the accounts refuse.
    package init(_ error: AccountError) {
        switch error {
        case .invalid(let fields): self = .unprocessable(fields: fields)
        case .taken(let field):
            self = .conflict(
                "Somebody has this \(field) already.",
                code: "taken",
                fields: [field: "is taken"]
            )
        case .signUpsClosed: self = .forbidden("Nobody new is taken here.", code: "signups_closed")
        case .inviteNeeded:
            self = .forbidden("Signing up here takes an invitation that still holds.", code: "invite_needed")
        case .claimCodeNeeded:
            self = .forbidden(
                "The first account takes the claim code that was printed when the server started.",
                code: "claim_code_needed"
            )
        case .wrongCredentials:
            self = .unauthorized("This name and password don't go together.", code: "wrong_credentials")
        case .wrongPassword:
            self = .unprocessable(
                "The current password is another one.",
                code: "wrong_password",
                fields: ["current_password": "is wrong"]
            )
        case .tooManyAttempts(let wait): self = .tooManyRequests(retryAfter: wait)
        case .banned: self = .forbidden("This account is banned.", code: "banned")
        case .sessionEnded:
            self = .unauthorized("This session has ended. Sign in again.", code: "session_ended")
        case .notFound: self = .notFound()
        case .lastAdmin: self = .conflict("Somebody must be left to run this instance.", code: "last_admin")
        }
    }
}
