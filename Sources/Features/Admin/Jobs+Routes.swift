internal import Essentials
internal import HTTP
internal import Jobs
internal import Site

/// The addresses of the administrator's calls.
package enum AdminPaths {
    static let jobs = Path("/api/v1/admin/jobs")
    static let run = Path("/api/v1/admin/jobs/run")
    static let retry = Path("/api/v1/admin/jobs/:id/retry", ID<Job>.self)
    static let storage = Path("/api/v1/admin/storage")
    static let health = Path("/api/v1/health")
    static let ready = Path("/api/v1/ready")
}

extension Admin {
    var jobRoutes: [Route] {
        [
            .get(AdminPaths.jobs, access: .admin, .listJobs) { request in
                let wanted = try request.query.page()
                let state = try request.query["state"].map(JobState.init(asked:))
                let page = try await queue.list(
                    state: state,
                    kind: request.query["type"],
                    after: wanted.cursor,
                    limit: wanted.limit
                )
                return try .page(page.map(JobAnswer.init))
            },
            .post(AdminPaths.run, access: .admin, .runJob(orders)) { request in
                let order = try await request.json(RunRequest.self)
                guard let id = try await run(order.type, for: order.day) else {
                    let known = orders.map(\.name).joined(separator: ", ")
                    throw Refusal.unprocessable(fields: ["type": "Name one of: \(known)."])
                }
                return try .success(QueuedJob(jobId: id), status: .accepted)
            },
            .post(AdminPaths.retry, access: .admin, .retryJob) { _, id in
                guard try await queue.retry(id) else {
                    guard let job = try await queue.job(id) else {
                        throw Refusal.notFound("There is no such job, or it is long done.")
                    }
                    throw Refusal.conflict("This job is \(job.state): there is nothing to try again.")
                }
                return try .success(QueuedJob(jobId: id), status: .accepted)
            },
        ]
    }
}

private struct RunRequest: Decodable {
    var type: String
    var day: Day?
}

private struct QueuedJob: Encodable {
    let jobId: ID<Job>
}

/// A job in JSON.
private struct JobAnswer: Encodable, Sendable {
    let id: ID<Job>
    let type: String
    let state: String
    let attempts: Int
    let progress: Double
    let doing: String?
    let error: Failure?
    let runAt: Instant
    let createdAt: Instant
    let finishedAt: Instant?

    struct Failure: Encodable, Sendable {
        let code: String
        let arguments: [String: String]
    }

    init(_ job: JobRecord) {
        id = job.id
        type = job.kind
        state = job.state.rawValue
        attempts = job.attempt
        progress = job.progress
        doing = job.doing
        error = job.failure.map { Failure(code: $0.code, arguments: $0.arguments) }
        runAt = job.dueAt
        createdAt = job.createdAt
        finishedAt = job.finishedAt
    }
}

extension JobState {
    fileprivate init(asked text: String) throws(Refusal) {
        guard let state = JobState(rawValue: text) else {
            let known = JobState.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest("The parameter state is one of: \(known).", fields: ["state": "is not known"])
        }
        self = state
    }
}

extension Operation {
    private static let job = Schema.object(
        [
            "id": .id, "type": .string(), "state": .string(values: JobState.allCases.map(\.rawValue)),
            "attempts": .integer(minimum: 0), "progress": .number(minimum: 0, maximum: 1), "doing": .string(),
            "error": .object(["code": .string(), "arguments": .map(.string())]),
            "run_at": .time, "created_at": .time, "finished_at": .time,
        ],
        required: ["id", "type", "state", "attempts", "progress", "run_at", "created_at"]
    )

    fileprivate static let listJobs = Operation(
        "Lists jobs, the newest first",
        tag: "admin",
        query: [
            Parameter("state", .string(values: JobState.allCases.map(\.rawValue))),
            Parameter("type", .string()),
        ] + Parameter.page,
        answers: [.ok: .list(job)]
    )

    fileprivate static func runJob(_ orders: [JobOrder]) -> Operation {
        let body = Schema.object(
            ["type": .string(values: orders.map(\.name)), "day": .nullable(Day.schema)],
            required: ["type"]
        )
        return Operation(
            "Queues a job by hand",
            tag: "admin",
            body: .json(body),
            answers: [.accepted: .data(.object(["job_id": .id]))]
        )
    }

    fileprivate static let retryJob = Operation(
        "Tries a failed job again",
        tag: "admin",
        answers: [.accepted: .data(.object(["job_id": .id]))],
        refusals: [.conflict]
    )
}
