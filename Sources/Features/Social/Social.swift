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
    let connectionLifetime: Duration

    /// Comments kept in `database`, with live updates from `bus`.
    ///
    /// What may be followed is checked when it is asked for and whenever news of access comes. What changes by the
    /// clock alone has no news, so a live connection is closed after `connectionLifetime`: the client comes back with
    /// its last `seq`, misses nothing, and is checked anew.
    package init(database: any Database, bus: EventBus, connectionLifetime: Duration = .seconds(900)) {
        self.database = database
        self.bus = bus
        self.connectionLifetime = connectionLifetime
    }

    /// The calls of this slice.
    package var routes: [Route] { commentRoutes + liveRoutes }

    /// The tables of this slice.
    package static let migrations: [Migration] = [.social]
}
