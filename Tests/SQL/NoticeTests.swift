import SQL
import Support
import Testing

private struct Undone: Error {}

@Suite struct NoticeTests {
    @Test func `a notice comes after the commit, and none after a rollback`() async throws {
        let table = Migration("0001-t", up: ["CREATE TABLE t (n BIGINT)"], down: ["DROP TABLE t"])
        try await withEachDatabase(migrations: [table]) { database in
            let notices = try await database.notices(on: "news")
            let seen = Task {
                for await _ in notices {
                    return try await database.value("SELECT count(*) FROM t", as: Int.self)
                }
                return -1
            }
            await #expect(throws: Undone.self) {
                try await database.transaction { session in
                    try await session.notify("news")
                    throw Undone()
                }
            }
            try await database.transaction { session in
                try await session.notify("news")
                try await session.run("INSERT INTO t VALUES (1)")
            }
            #expect(try await seen.value == 1)
        }
    }

    @Test func `notices of another channel are not heard, and many become one`() async throws {
        try await TestDatabase.sqlite.run { database in
            let notices = try await database.notices(on: "news")
            try await database.notify("weather")
            for _ in 0..<10 { try await database.notify("news") }
            await database.close()
            var count = 0
            for await _ in notices { count += 1 }
            #expect(count == 1)
        }
    }

    @Test func `what is told is heard word by word, on its channel`() async throws {
        try await withEachDatabase { database in
            var messages = database.messages(on: "news").makeAsyncIterator()
            try await database.tell("first", on: "news")
            #expect(await messages.next() == "first")
            // Whoever watches before the connection that listens is there is woken once when it comes.
            let notices = try await database.notices(on: "news")
            for text in ["", "two words\nand a line", "ü'\"\\"] {
                try await database.tell("elsewhere", on: "weather")
                try await database.tell(text, on: "news")
                #expect(await messages.next() == text)
            }
            await database.close()
            #expect(await messages.next() == nil)
            for await _ in notices { Issue.record("a message is no notice") }
        }
    }

    @Test func `PostgreSQL carries notices to other processes`() async throws {
        try await TestDatabase.postgres.runOnURL { url in
            let here = try await Databases.open(url)
            let there = try await Databases.open(url)
            var notices = try await there.notices(on: "far_news").makeAsyncIterator()
            try await here.transaction { try await $0.notify("far_news") }
            #expect(await notices.next() != nil)
            try await here.notify("far_news")
            #expect(await notices.next() != nil)
            await here.close()
            await there.close()
            #expect(await notices.next() == nil)
        }
    }
}
