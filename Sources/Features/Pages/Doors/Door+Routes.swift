internal import Accounts
internal import Essentials
internal import HTTP
internal import Site

/// The addresses of signing in, up and out.
enum DoorPaths {
    static let signIn = Path("/sign-in")
    static let signUp = Path("/sign-up")
    static let signOut = Path("/sign-out")

    /// `path`, and where to go from there.
    static func withNext(_ path: String, _ next: String) -> String {
        next == "/" ? path : "\(path)?next=\(PercentCoding.encode(next))"
    }
}

extension Pages {
    var doorRoutes: [Route] {
        [
            .get(DoorPaths.signIn, access: .anyone) { request in
                let next = ReturnAddress.checked(request.query["next"])
                if request.viewer.isMember { return .redirect(to: next) }
                return shell.response(SignInPage(next: next).page, to: request)
            },
            .post(DoorPaths.signIn, access: .anyone) { try await signIn($0) }
                .withoutCSRFToken().limited(to: Accounts.signInLimit),
            .get(DoorPaths.signUp, access: .anyone) { request in
                let next = ReturnAddress.checked(request.query["next"])
                if request.viewer.isMember { return .redirect(to: next) }
                let page = SignUpPage(
                    state: FormState(values: ["invite": request.query["invite"] ?? ""]),
                    next: next,
                    terms: try await terms()
                )
                return shell.response(page.page, to: request)
            },
            .post(DoorPaths.signUp, access: .anyone) { try await signUp($0) }
                .withoutCSRFToken().limited(to: Accounts.signInLimit),
            .post(DoorPaths.signOut, access: .anyone) { try await signOut($0) },
        ]
    }

    private func signIn(_ request: Request) async throws -> Response {
        let form = try await request.form()
        let next = ReturnAddress.checked(form["next"])
        do {
            let signedIn = try await accounts.signIn(
                name: form["name"] ?? "",
                password: form["password"] ?? "",
                agent: request.headers["User-Agent"]
            )
            return entering(signedIn, to: next)
        } catch let error as AccountError {
            let refusal = error.refusal
            let state = FormState(values: ["name": form["name"] ?? ""], refusal: refusal)
            // 401 would ask browsers for another way to sign in; the form itself is what can be tried again.
            let status = refusal.status == .unauthorized ? .unprocessable : refusal.status
            var response = shell.response(
                SignInPage(state: state, next: next).page,
                to: request,
                status: status
            )
            response.headers["Retry-After"] = refusal.headers["Retry-After"]
            return response
        }
    }

    private func signUp(_ request: Request) async throws -> Response {
        let form = try await request.form()
        let next = ReturnAddress.checked(form["next"])
        do {
            let signedIn = try await accounts.signUp(
                SignUpForm(
                    email: form["email"] ?? "",
                    handle: form["handle"] ?? "",
                    password: form["password"] ?? "",
                    displayName: form["display_name"],
                    claimCode: form["claim_code"],
                    invite: form["invite"]
                ),
                agent: request.headers["User-Agent"]
            )
            return entering(signedIn, to: next)
        } catch let error as AccountError {
            let kept = ["email", "handle", "display_name", "claim_code", "invite"]
            let values = Dictionary(uniqueKeysWithValues: kept.map { ($0, form[$0] ?? "") })
            let state = FormState(values: values, refusal: error.refusal)
            let page = SignUpPage(state: state, next: next, terms: try await terms())
            return shell.response(page.page, to: request, status: error.refusal.status)
        }
    }

    private func signOut(_ request: Request) async throws -> Response {
        if let id = request.sessionID, let user = request.viewer.userID {
            do { try await accounts.end(id, of: user) } catch AccountError.notFound {}
        }
        var response = Response.redirect(to: "/")
        response.set(accounts.cookies.ending)
        return response
    }

    private func entering(_ signedIn: SignedIn, to next: String) -> Response {
        var response = Response.redirect(to: next)
        response.set(accounts.cookies.holding(signedIn.tokens))
        response.headers["Cache-Control"] = "no-store"
        return response
    }

    private func terms() async throws -> SignUpPage.Terms {
        if try await accounts.isUnclaimed() {
            return .first(needsClaimCode: accounts.settings.claimCode != nil)
        }
        return switch accounts.settings.signUps {
        case .open: .open
        case .invite: .invitation
        case .closed: .closed
        }
    }
}
