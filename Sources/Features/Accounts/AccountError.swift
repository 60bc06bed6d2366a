/// Why the accounts don't do what was asked.
package enum AccountError: Error, Equatable {
    /// Fields of the request that can't be accepted, each with what is wrong with it.
    case invalid([String: String])
    /// Somebody else has this `handle` or `email`.
    case taken(String)
    /// Nobody new is taken.
    case signUpsClosed
    /// An invitation is needed, and none that holds was given.
    case inviteNeeded
    /// The first account takes the code that was printed at the start, and it wasn't given.
    case claimCodeNeeded
    /// Nobody has this name with this password; which of the two is wrong isn't told.
    case wrongCredentials
    /// The current password is another one.
    case wrongPassword
    /// Too many passwords were tried for this name; the next may be tried after this time.
    case tooManyAttempts(Duration)
    /// The account is banned.
    case banned
    /// The refresh token has ended, was used before, or never was one.
    case sessionEnded
    /// There is no such thing, or it is somebody else's.
    case notFound
    /// Nobody would be left to run the instance.
    case lastAdmin
}
