package import Essentials
package import HTTP
package import SQL

/// Rollups of plays by day, and what an artist sees of them.
package struct Insights: Sendable {
    let database: any Database

    /// Sums up the plays in `database`.
    package init(database: any Database) {
        self.database = database
    }

    /// The calls that it answers.
    package var routes: [Route] { statsRoutes }

    /// The tables that it owns.
    package static let migrations: [Migration] = [.insights]

    /// Sums up `day`, or today and yesterday, whose last plays may have been lengthened since.
    package func rollUp(_ day: Day? = nil, at now: Instant = .now) async throws {
        let today = Day(of: now)
        for day in day.map({ [$0] }) ?? [Day(number: today.number - 1), today] {
            try await Rollup.run(day, in: database)
        }
    }
}
