package import HTTP
package import Jobs
package import SQL

/// Artists, tracks and versions: what there is, who it belongs to, and who may know of it.
///
/// A track is one song; its versions keep their numbers for ever. Everything that serves a track asks
/// ``TrackAccess`` in its query. What a version sounds like is made and told by the slices above, which bring it from
/// `pending` to `ready` or `failed`.
package struct Catalog: Sendable {
    let database: any Database
    let jobs: JobQueue

    /// The catalogue in `database`, whose work is queued in `jobs`.
    package init(database: any Database, jobs: JobQueue) {
        self.database = database
        self.jobs = jobs
    }

    /// The calls of the API that it answers, with what `answers` make of it.
    package func routes(answering answers: CatalogAnswers) -> [Route] {
        trackRoutes(answers) + versionRoutes(answers)
    }

    /// The tables that it owns.
    package static let migrations: [Migration] = [.catalog]
}
