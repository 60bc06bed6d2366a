internal import Accounts
internal import Essentials
internal import HTTP
internal import Site

/// The addresses of the settings' forms.
enum SettingsPaths {
    static let settings = Path("/settings")
    static let profile = Path("/settings/profile")
    static let password = Path("/settings/password")
    static let sessions = Path("/settings/sessions/end")
    static let session = Path("/settings/sessions/:id/end", String.self)
    static let tokens = Path("/settings/tokens")
    static let token = Path("/settings/tokens/:id/delete", String.self)
}

extension Pages {
    var settingsRoutes: [Route] {
        [
            .get(SettingsPaths.settings, access: .member) { request in
                try await settings(request) { page in page.done = Done(request.query["done"])?.sentence }
            },
            .post(SettingsPaths.profile, access: .member) { try await editProfile($0) }
                .limited(to: Accounts.profileLimit),
            .post(SettingsPaths.password, access: .member) { try await changePassword($0) }
                .limited(to: Accounts.signInLimit),
            .post(SettingsPaths.sessions, access: .member) { request in
                try await accounts.endSessions(of: request.memberInPerson(), except: request.sessionID)
                return .redirect(to: Done.sessions.address)
            },
            .post(SettingsPaths.session, access: .member) { request, id in
                guard let id = ID<UserSession>(id) else { throw Refusal.notFound() }
                let owner = try request.memberInPerson()
                do { try await accounts.end(id, of: owner) } catch AccountError.notFound {}
                return .redirect(to: Done.sessions.address)
            },
            .post(SettingsPaths.tokens, access: .member) { try await makeToken($0) }
                .limited(to: Accounts.signInLimit),
            .post(SettingsPaths.token, access: .member) { request, id in
                guard let id = ID<PersonalToken>(id) else { throw Refusal.notFound() }
                let owner = try request.memberInPerson()
                do { try await accounts.deleteToken(id, of: owner) } catch AccountError.notFound {}
                return .redirect(to: Done.token.address)
            },
        ]
    }

    /// What was done before the page was shown again.
    private enum Done: String {
        case profile
        case password
        case sessions
        case token

        init?(_ text: String?) {
            guard let done = text.flatMap(Done.init(rawValue:)) else { return nil }
            self = done
        }

        var address: String { "\(SettingsPaths.settings())?done=\(rawValue)" }

        var sentence: String {
            switch self {
            case .profile: "Saved."
            case .password: "The password is changed. You are signed out everywhere else."
            case .sessions: "Signed out there."
            case .token: "The token is deleted; programs that used it are out."
            }
        }
    }

    private func editProfile(_ request: Request) async throws -> Response {
        let form = try await request.form()
        do {
            let (name, bio) = (form["display_name"], form["bio"])
            try await accounts.edit(request.member(), displayName: name, bio: bio)
            return .redirect(to: Done.profile.address)
        } catch let error as AccountError {
            return try await settings(request, status: .unprocessable) { page in
                page.profile = FormState(
                    values: ["display_name": form["display_name"] ?? "", "bio": form["bio"] ?? ""],
                    refusal: error.refusal
                )
            }
        }
    }

    private func changePassword(_ request: Request) async throws -> Response {
        let form = try await request.form()
        do {
            try await accounts.changePassword(
                of: request.memberInPerson(),
                from: form["current_password"] ?? "",
                to: form["new_password"] ?? "",
                keeping: request.sessionID
            )
            return .redirect(to: Done.password.address)
        } catch let error as AccountError {
            let refusal = error.refusal
            return try await settings(request, status: refusal.status) { page in
                page.password = FormState(values: [:], refusal: refusal)
            }
        }
    }

    private func makeToken(_ request: Request) async throws -> Response {
        let form = try await request.form()
        let scopes: Set<TokenScope> = form["scope"] == "read" ? [.read] : [.read, .write]
        do {
            let made = try await accounts.makeToken(
                named: form["name"] ?? "",
                scopes: scopes,
                for: request.memberInPerson()
            )
            var response = try await settings(request) { page in page.newSecret = made.secret }
            response.headers["Cache-Control"] = "no-store"
            return response
        } catch let error as AccountError {
            return try await settings(request, status: .unprocessable) { page in
                let values = ["name": form["name"] ?? "", "scope": form["scope"] ?? "write"]
                page.token = FormState(values: values, refusal: error.refusal)
            }
        }
    }

    /// The page as it stands, changed by `change`.
    private func settings(
        _ request: Request,
        status: Status = .ok,
        change: (inout SettingsPage) -> Void
    ) async throws -> Response {
        let id = try request.memberInPerson()
        guard let user = try await accounts.user(id) else { throw Refusal.notFound() }
        let current = request.sessionID
        var page = SettingsPage(
            profile: FormState(values: ["display_name": user.displayName, "bio": user.bio]),
            token: FormState(values: ["scope": "write"]),
            sessions: try await accounts.sessions(of: id).map { session in
                SettingsPage.Session(
                    id: session.id.text,
                    device: UserAgent(session.userAgent).name,
                    lastUsed: session.rotatedAt,
                    isCurrent: session.id == current
                )
            },
            tokens: try await accounts.tokens(of: id).map { token in
                SettingsPage.Token(
                    id: token.id.text,
                    name: token.name,
                    mayWrite: token.scopes.contains(.write),
                    lastUsed: token.lastUsedAt
                )
            }
        )
        change(&page)
        return shell.response(page.page(request), to: request, status: status)
    }
}
