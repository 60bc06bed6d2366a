import Essentials
import HTTP
import Jobs
import Stage
import Support
import Testing

struct AccessTests {
    @Test(arguments: TestDatabase.allCases)
    func `the engine room is the administrators'`(engine: TestDatabase) async throws {
        try await Room.run(on: engine) { room in
            let dead = try await room.queue.enqueue(.tidy, NoArguments(), in: room.database)
            try await room.set(dead, .dead)
            let calls: [(Method, String, String?, Int)] = [
                (.get, "/api/v1/admin/jobs", nil, 200),
                (.post, "/api/v1/admin/jobs/run", #"{"type":"count"}"#, 202),
                (.post, "/api/v1/admin/jobs/\(dead)/retry", nil, 202),
                (.get, "/api/v1/admin/storage", nil, 200),
            ]
            let moderator = Viewer.member(UserID(), roles: [.fan, .artist, .label, .moderator])
            for (method, path, json, status) in calls {
                for (viewer, expected) in [(Viewer.anonymous, 401), (moderator, 403), (Room.boss, status)] {
                    let answer = try await room.browser.ask(method, path, as: viewer, json: json)
                    #expect(answer.status == expected, "\(method) \(path)")
                }
            }
            for path in ["/api/v1/health", "/api/v1/ready"] {
                #expect(try await room.browser.get(path).status == 200)
            }
        }
    }
}
