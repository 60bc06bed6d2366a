internal import Admin
internal import Essentials
internal import HTTP
internal import Jobs
internal import Site

/// The addresses of the engine room's page and forms.
enum AdminPagePaths {
    static let admin = Path("/admin")
    static let run = Path("/admin/run")
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
        ]
    }

    private func adminPage(_ request: Request) async throws -> Response {
        let query = request.query
        let state = query["state"].flatMap(JobState.init(rawValue:))
        let wanted = try query.page()
        let jobs = try await admin.queue.list(state: state, after: wanted.cursor, limit: wanted.limit)
        let health = await admin.health()
        let page = AdminPage(
            checks: health.checks.sorted { $0.key < $1.key }.map { (name: $0.key, answer: $0.value) },
            buckets: try await admin.storage().map {
                AdminPage.Bucket(name: $0.bucket, objects: $0.objects, bytes: $0.bytes)
            },
            work: jobs.elements.map(AdminPage.Work.init),
            next: jobs.next,
            orders: admin.orders.map { AdminPage.Order(name: $0.name, summary: $0.summary) },
            state: state?.rawValue,
            states: JobState.allCases.map { ($0.rawValue, $0.words) },
            done: Self.sentence(query["done"])
        )
        return shell.response(page.page(request), to: request)
    }

    private static func sentence(_ done: String?) -> String? {
        switch done {
        case "run": "It is queued."
        case "retry": "It will be tried again at once."
        case "none": "This job is running, done or gone: there is nothing to try again."
        default: nil
        }
    }
}

extension JobState {
    /// As people call it.
    fileprivate var words: String { self == .dead ? "failed" : rawValue }
}

extension AdminPage.Work {
    fileprivate init(_ job: JobRecord) {
        self.init(
            id: job.id.text,
            kind: Self.names[job.kind] ?? job.kind,
            state: job.state.words,
            attempts: job.attempt,
            isRunning: job.state == .running,
            progress: job.progress,
            due: job.finishedAt ?? job.dueAt,
            failure: job.failure.map { failure in
                let arguments = failure.arguments.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                return ([failure.code] + arguments).joined(separator: ", ")
            },
            mayRetry: job.state == .dead
        )
    }

    /// Jobs as people call them.
    private static let names = [
        "ingest": "Prepare a recording",
        "ingest_aac": "Make it fit for Apple’s players",
        "artwork": "Prepare a picture",
        "analytics_rollup": "Sum up plays",
        "demo": "Make the music of the demo",
        "uploads_sweep": "Clear uploads that were given up",
        "sessions_sweep": "Forget ended sessions",
        "catalog_sweep": "Clear deleted versions",
        "artwork_sweep": "Clear unused pictures",
    ]
}
