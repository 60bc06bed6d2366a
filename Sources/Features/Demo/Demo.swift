// A place that lives, to look around in: music that the program composes and plays itself, by people who don't exist.
//
// FillDemo → RecordTake → Synthesis/Mixdown → Uploads.receive → Catalog.publish: takes go the way of everybody's
// uploads. Each step looks for what is there already, so that filling may be broken off and run again; nothing comes
// twice.

package import Accounts
package import Catalog
package import Insights
package import Jobs
package import Playback
package import SQL
package import Social
package import Uploads

/// Music, people and weeks of life for an empty instance.
package struct Demo: Sendable {
    let database: any Database
    let queue: JobQueue
    let accounts: Accounts
    let uploads: Uploads
    let catalog: Catalog
    let playback: Playback
    let social: Social
    let insights: Insights
    let programme: [Song]

    /// A demo of `programme`, the whole of it unless told otherwise, made through these slices.
    package init(
        database: any Database,
        queue: JobQueue,
        accounts: Accounts,
        uploads: Uploads,
        catalog: Catalog,
        playback: Playback,
        social: Social,
        insights: Insights,
        programme: [Song] = Song.programme
    ) {
        self.database = database
        self.queue = queue
        self.accounts = accounts
        self.uploads = uploads
        self.catalog = catalog
        self.playback = playback
        self.social = social
        self.insights = insights
        self.programme = programme
    }

    /// Songs of the whole programme.
    package var songs: Int { programme.count }

    /// Recordings of the whole programme.
    package var takes: Int { programme.reduce(0) { $0 + $1.piece.takes.count } }

    /// Whether there is music here that is not of a demo.
    package func isInUse() async throws -> Bool {
        try await Track.isAny(notOf: accounts.demoPeople(), in: database)
    }
}
