import Crypto
import Essentials
import Events
import HTTP
import Jobs
import ObjectStore
import SQL
import Stage
import Support

@testable import Admin

/// The engine room of an instance with two jobs that may be run by hand, and its folder of objects.
struct Room {
    let admin: Admin
    let database: any Database
    let queue: JobQueue
    let store: any ObjectStore
    let folder: String
    let browser: Browser

    static let boss = Viewer.member(UserID(), roles: [.admin])

    static func run(on engine: TestDatabase, _ body: (Room) async throws -> Void) async throws {
        try await engine.run(migrations: JobQueue.migrations + Outbox.migrations) { database in
            try await withTemporaryFolder { folder in
                let queue = JobQueue(database)
                let store = try DiskStore(root: folder, key: .random())
                let admin = Admin(
                    queue: queue,
                    database: database,
                    store: store,
                    orders: [
                        JobOrder(.count, "Counts a day") { DayToCount(day: $0) },
                        JobOrder(.tidy, "Tidies up"),
                    ],
                    freeBytes: { nil }
                )
                try await body(
                    Room(
                        admin: admin,
                        database: database,
                        queue: queue,
                        store: store,
                        folder: folder,
                        browser: Browser(admin.routes)
                    )
                )
            }
        }
    }

    /// Puts a job into a state, as work on it would have.
    func set(_ job: ID<Job>, _ state: JobState) async throws {
        let error: String? = state == .dead ? "disk_full" : nil
        try await database.execute(
            """
            UPDATE jobs SET state = \(state.rawValue), attempt = 3, error_code = \(error),
            error_arguments = \(error.map { _ in "{\"free\":\"0\"}" }) WHERE id = \(job)
            """
        )
    }
}

struct DayToCount: Codable, Sendable {
    var day: Day?
}

extension JobKind<DayToCount> {
    static let count = JobKind("count")
}

extension JobKind<NoArguments> {
    static let tidy = JobKind("tidy")
}
