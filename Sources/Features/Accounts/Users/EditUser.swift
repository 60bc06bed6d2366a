package import Essentials
internal import SQL

extension Accounts {
    /// Changes what somebody says of themselves, as far as it isn't nil; throws ``AccountError/invalid(_:)``.
    package func edit(_ user: UserID, displayName: String?, bio: String?) async throws {
        let displayName = displayName?.trimmed
        var problems: [String: String] = [:]
        if let displayName {
            problems["display_name"] =
                displayName.isEmpty ? "must not be empty" : DisplayName.problem(with: displayName)
        }
        if let bio, bio.unicodeScalars.count > 5000 { problems["bio"] = "must have at most 5000 characters" }
        guard problems.isEmpty else { throw AccountError.invalid(problems) }
        let now = settings.clock()
        try await changingStandings { session in
            try await User.update(user, displayName: displayName, bio: bio, at: now, in: session)
            guard let changed = try await User.find(user, in: session) else { throw AccountError.notFound }
            try await onEdit(changed, session)
        }
    }
}
