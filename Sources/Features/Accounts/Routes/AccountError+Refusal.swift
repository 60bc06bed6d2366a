package import HTTP

extension AccountError: Refusable {
    /// What a client is told of what the accounts refuse.
    package var refusal: Refusal {
        switch self {
        case .invalid(let fields): .unprocessable(fields: fields)
        case .taken(let field):
            .conflict(
                "Somebody has this \(field) already.",
                code: "taken",
                fields: [field: "is taken"]
            )
        case .signUpsClosed: .forbidden("Nobody new is taken here.", code: "signups_closed")
        case .inviteNeeded:
            Refusal(
                .forbidden,
                code: "invite_needed",
                "Signing up here takes an invitation that still holds. Ask for a new one.",
                fields: ["invite": "doesn’t hold"]
            )
        case .claimCodeNeeded:
            .forbidden(
                "The first account takes the claim code that was printed when the server started.",
                code: "claim_code_needed"
            )
        case .wrongCredentials:
            .unauthorized(
                "This name and password don’t go together. Check both and try again.",
                code: "wrong_credentials"
            )
        case .wrongPassword:
            .unprocessable(
                "The current password is another one.",
                code: "wrong_password",
                fields: ["current_password": "Type the one with which you sign in."]
            )
        case .tooManyAttempts(let wait): .tooManyRequests(retryAfter: wait)
        case .banned:
            .forbidden("This account is banned. Whoever runs this site can lift that.", code: "banned")
        case .sessionEnded:
            .unauthorized("This session has ended. Sign in again.", code: "session_ended")
        case .notFound: .notFound()
        case .lastAdmin: .conflict("Somebody must be left to run this instance.", code: "last_admin")
        }
    }
}
