internal import Essentials
internal import Events
internal import HTTP
internal import Jobs
internal import ObjectStore
internal import SQL
internal import Site

extension Admin {
    /// How the parts that everything rests on are, each `ok` or `failing`.
    package struct Health: Encodable, Sendable {
        /// `ok`, or `failing` where one of the checks is not.
        package let status: String

        /// `database`, `objects`, `events` and `jobs`.
        package let checks: [String: String]
    }

    /// Looks at every part; takes as long as they take to answer.
    package func health() async -> Health {
        async let database = check { _ = try await self.database.value("SELECT 1", as: Int64.self) }
        async let objects = check { try await store.check() }
        async let events = check { _ = try await Outbox.end(in: self.database) }
        async let jobs = check { _ = try await queue.list(limit: 1) }
        let checks = await ["database": database, "objects": objects, "events": events, "jobs": jobs]
        let isWell = checks.values.allSatisfy { $0 == "ok" }
        return Health(status: isWell ? "ok" : "failing", checks: checks)
    }

    private func check(_ look: @Sendable () async throws -> Void) async -> String {
        do {
            try await look()
            return "ok"
        } catch {
            return "failing"
        }
    }

    var healthRoutes: [Route] {
        [
            .get(AdminPaths.health, access: .anyone, .health) { _ in try await healthResponse() },
            .get(AdminPaths.ready, access: .anyone, .ready) { _ in try await healthResponse() },
        ]
    }

    private func healthResponse() async throws -> Response {
        let health = await health()
        guard health.status == "ok" else {
            let failing = health.checks.filter { $0.value != "ok" }
            throw Refusal(
                .unavailable,
                code: "unhealthy",
                "Not well: \(failing.keys.sorted().joined(separator: ", ")).",
                fields: failing
            )
        }
        var response = try Response.success(health)
        response.headers["Cache-Control"] = "no-store"
        return response
    }
}

extension Operation {
    private static let answer = Content.data(
        .object(["status": .string(), "checks": .map(.string())])
    )

    fileprivate static let health = Operation(
        "Tells how the instance is",
        tag: "admin",
        answers: [.ok: answer],
        refusals: [.unavailable]
    )
    fileprivate static let ready = Operation(
        "Answers once it serves",
        tag: "admin",
        answers: [.ok: answer],
        refusals: [.unavailable]
    )
}
