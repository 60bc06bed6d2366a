internal import Crypto
internal import Essentials
internal import SQL

/// What somebody says of themselves to get an account.
package struct SignUpForm: Decodable, Sendable {
    package var email: String
    package var handle: String
    package var password: String
    package var displayName: String?
    /// The code that the first account takes where others can reach the instance.
    package var claimCode: String?
    /// The code of an invitation, where one is needed.
    package var invite: String?

    /// The form of somebody new.
    package init(
        email: String,
        handle: String,
        password: String,
        displayName: String? = nil,
        claimCode: String? = nil,
        invite: String? = nil
    ) {
        self.email = email
        self.handle = handle
        self.password = password
        self.displayName = displayName
        self.claimCode = claimCode
        self.invite = invite
    }
}

/// An account that is about to be written.
struct NewAccount {
    let id: UserID
    let handle: String
    let displayName: String
    let email: String
    let passwordHash: String
    var roles: Set<Role> = [.fan, .artist]

    /// The account that a form asks for, its password not yet hashed; throws what is wrong, all of it at once.
    init(_ form: SignUpForm, hash: (String) async throws -> String) async throws {
        let handle = Handle.folded(form.handle)
        let email = form.email.trimmed
        let displayName = (form.displayName ?? "").trimmed
        var problems: [String: String] = [:]
        problems["handle"] = Handle.problem(with: handle)
        problems["email"] = EmailAddress.problem(with: email)
        problems["password"] = NewPassword.problem(with: form.password, handle: handle, email: email)
        problems["display_name"] = DisplayName.problem(with: displayName)
        guard problems.isEmpty else { throw AccountError.invalid(problems) }
        id = UserID()
        self.handle = handle
        self.email = email
        self.displayName = displayName.isEmpty ? handle : displayName
        passwordHash = try await hash(form.password)
    }
}

extension Accounts {
    /// Makes an account with its first artist, and signs its owner in.
    ///
    /// The first person here becomes the admin. Throws ``AccountError`` of kind `invalid`, `taken`, `signUpsClosed`,
    /// `inviteNeeded` or `claimCodeNeeded`, and what the hook throws; nothing is changed then.
    package func signUp(_ form: SignUpForm, agent: String?) async throws -> SignedIn {
        try await precheck(form)
        let account = try await NewAccount(form) { try await passwords.hash($0) }
        return try await database.transaction { session in
            var account = account
            let isFirst = try await isFirst(in: session)
            if isFirst {
                try checkClaim(form.claimCode)
                account.roles.insert(.admin)
            } else if settings.signUps == .closed {
                throw AccountError.signUpsClosed
            }
            let user = try await add(account, in: session)
            if !isFirst, settings.signUps == .invite {
                try await useInvite(form.invite, by: user.id, in: session)
            }
            return SignedIn(
                user: user,
                tokens: try await openSession(for: user.id, agent: agent, in: session)
            )
        }
    }

    private func add(_ account: NewAccount, in session: any Session) async throws -> User {
        try await User.insert(account, at: settings.clock(), in: session)
        guard let user = try await User.find(account.id, in: session) else { throw AccountError.notFound }
        try await onSignUp(user, session)
        return user
    }

    /// Whether nobody has signed up yet; whoever is told so holds up others who would be first.
    private func isFirst(in session: any Session) async throws -> Bool {
        if try await User.isAnybodyHere(in: session) { return false }
        try await User.queueUp(in: session)
        return try await !User.isAnybodyHere(in: session)
    }

    /// Refuses before the costly hashing what would be refused after it.
    private func precheck(_ form: SignUpForm) async throws {
        if try await User.isAnybodyHere(in: database) {
            if settings.signUps == .closed { throw AccountError.signUpsClosed }
            if settings.signUps == .invite, form.invite?.isEmpty ?? true { throw AccountError.inviteNeeded }
        } else {
            try checkClaim(form.claimCode)
        }
    }

    private func checkClaim(_ code: String?) throws(AccountError) {
        guard let expected = settings.claimCode else { return }
        let given = SHA256.hash((code ?? "").trimmed).bytes
        guard constantTimeEqual(given, SHA256.hash(expected).bytes) else { throw .claimCodeNeeded }
    }
}
