internal import Accounts
internal import Admin
internal import Catalog
internal import Essentials
internal import HTTP
internal import Jobs
internal import Site

/// The addresses of the engine room's page and forms.
enum AdminPagePaths {
    static let admin = Path("/admin")
    static let run = Path("/admin/run")
    static let invites = Path("/admin/invites")
    static let bans = Path("/admin/bans")
    static let lift = Path("/admin/bans/:handle/lift", String.self)
    static let retry = Path("/admin/jobs/:job/retry", String.self)
}

extension Pages {
    var adminRoutes: [Route] {
        [
            .get(AdminPagePaths.admin, access: .admin) { try await adminPage($0) },
            .post(AdminPagePaths.run, access: .admin) { request in
                let form = try await request.form()
                guard try await admin.run(form["type"] ?? "") != nil else { throw Refusal.notFound() }
                return .redirect(to: "\(AdminPagePaths.admin())?done=run")
            },
            .post(AdminPagePaths.retry, access: .admin) { _, id in
                guard let id = ID<Job>(id) else { throw Refusal.notFound() }
                let isQueued = try await admin.queue.retry(id)
                return .redirect(to: "\(AdminPagePaths.admin())?done=\(isQueued ? "retry" : "none")")
            },
            .post(AdminPagePaths.invites, access: .admin) { request in
                let invite = try await accounts.makeInvite(by: request.member())
                var response = try await adminPage(request) { page in
                    page.invitation = "\(request.origin)\(DoorPaths.signUp())?invite=\(invite.code)"
                }
                response.headers["Cache-Control"] = "no-store"
                return response
            },
            .post(AdminPagePaths.bans, access: .admin) { try await ban($0) },
            .post(AdminPagePaths.lift, access: .admin) { _, handle in
                try await accounts.liftBan(handle: handle)
                return .redirect(to: "\(AdminPagePaths.admin())?done=lift")
            },
        ]
    }

    private func ban(_ request: Request) async throws -> Response {
        let form = try await request.form()
        let text = form["handle"] ?? ""
        let handle = text.hasPrefix("@") ? String(text.dropFirst()) : text
        do {
            try await accounts.ban(handle: handle)
            return .redirect(to: "\(AdminPagePaths.admin())?done=ban")
        } catch AccountError.notFound {
            return try await refuseBan(of: text, "Nobody here has this handle.", request)
        } catch AccountError.lastAdmin {
            return try await refuseBan(of: text, "Somebody must be left to run this instance.", request)
        }
    }

    private func refuseBan(
        of handle: String,
        _ reason: String,
        _ request: Request
    ) async throws -> Response {
        try await adminPage(request, status: .unprocessable) { page in
            page.banning = FormState(values: ["handle": handle], faults: ["handle": reason])
        }
    }

    /// The page as things stand, changed by `change`.
    private func adminPage(
        _ request: Request,
        status: Status = .ok,
        change: (inout AdminPage) -> Void = { _ in }
    ) async throws -> Response {
        let query = request.query
        let state = query["state"].flatMap(JobState.init(rawValue:))
        let wanted = try query.page()
        let jobs = try await admin.queue.list(state: state, after: wanted.cursor, limit: wanted.limit)
        let songs = try await TrackTitle.songs(of: jobs.elements.compactMap(\.version), in: database)
        let health = await admin.health()
        var page = AdminPage(
            checks: health.checks.sorted { $0.key < $1.key }.map { (name: $0.key, answer: $0.value) },
            free: admin.freeBytes(),
            buckets: try await admin.storage().map {
                AdminPage.Bucket(name: $0.bucket, objects: $0.objects, bytes: $0.bytes)
            },
            work: jobs.elements.map { job in
                AdminPage.Work(job, song: job.version.flatMap { songs[$0] }, sentence: tracks.sentence)
            },
            next: jobs.next,
            orders: admin.orders.map { AdminPage.Order(name: $0.name, summary: $0.summary) },
            state: state?.rawValue,
            states: JobState.allCases.map { ($0.rawValue, $0.words) },
            done: Self.sentence(query["done"]),
            banned: try await accounts.banned().map {
                AdminPage.Outcast(handle: $0.handle, name: $0.displayName)
            }
        )
        change(&page)
        return shell.response(page.page(request), to: request, status: status)
    }

    private static func sentence(_ done: String?) -> String? {
        switch done {
        case "run": "It is queued."
        case "retry": "It will be tried again at once."
        case "ban": "They are banned."
        case "lift": "They may sign in again."
        case "none": "This job is running, done or gone: there is nothing to try again."
        default: nil
        }
    }
}

extension JobState {
    /// As people call it.
    fileprivate var words: String { self == .dead ? "failed" : rawValue }
}

extension JobRecord {
    /// The version that it is about; all work on versions is told which.
    fileprivate var version: ID<Version>? { told(IngestRequest.self)?.versionID }
}

extension AdminPage.Work {
    /// `sentence` says what a recording's failure means.
    fileprivate init(_ job: JobRecord, song: String?, sentence: (VersionProblem) -> String) {
        self.init(
            id: job.id.text,
            kind: Self.names[job.kind] ?? job.kind,
            song: song,
            state: job.state.words,
            attempts: job.attempt,
            isRunning: job.state == .running,
            progress: job.progress,
            due: job.finishedAt ?? job.dueAt,
            failure: job.failure.map { failure in
                let arguments = failure.arguments.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                let problem = VersionProblem(code: failure.code, arguments: failure.arguments)
                return (sentence(problem), ([failure.code] + arguments).joined(separator: ", "))
            },
            mayRetry: job.state == .dead
        )
    }

    /// Jobs as people call them.
    private static let names = [
        "ingest": "Prepare a recording",
        "ingest_aac": "Make it fit for Apple’s players",
        "ingest_rendition": "Make another encoding",
        "ingest_clear": "Clear what came to nothing",
        "artwork": "Prepare a picture",
        "analytics_rollup": "Sum up plays",
        "demo": "Make the music of the demo",
        "uploads_sweep": "Clear uploads that were given up",
        "sessions_sweep": "Forget ended sessions",
        "catalog_sweep": "Clear deleted versions",
        "artwork_sweep": "Clear unused pictures",
    ]
}
