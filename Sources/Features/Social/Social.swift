// What people say about music: comments at a time, and the live wire that carries them to who is looking.
// A comment stays with the exact version it was made on. News of it goes through the outbox, in the transaction
// that changes it; what is removed is told by its id alone.

package import Events
package import HTTP
package import SQL

/// Comments and live updates.
package struct Social: Sendable {
    let database: any Database
    let bus: EventBus

    /// Comments kept in `database`, with live updates from `bus`.
    package init(database: any Database, bus: EventBus) {
        self.database = database
        self.bus = bus
    }

    /// The calls of this slice.
    package var routes: [Route] { commentRoutes + liveRoutes }

    /// The tables of this slice.
    package static let migrations: [Migration] = [.social]
}
