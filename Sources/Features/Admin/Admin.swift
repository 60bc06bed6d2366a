// What an administrator sees and does: jobs, storage, health. It owns no tables.

package import HTTP
package import Jobs
package import ObjectStore
package import SQL

/// The instance's engine room.
package struct Admin: Sendable {
    package let queue: JobQueue
    let database: any Database
    let store: any ObjectStore

    /// The jobs that can be run by hand.
    package let orders: [JobOrder]

    /// Bytes that are free where the data lies; nil where that can't be told.
    package let freeBytes: @Sendable () -> Int?

    /// Bytes below which the disk counts as filling up.
    package static let lowRoom = 2 << 30

    /// The engine room of an instance; `orders` are the jobs that can be run by hand.
    package init(
        queue: JobQueue,
        database: any Database,
        store: any ObjectStore,
        orders: [JobOrder],
        freeBytes: @escaping @Sendable () -> Int?
    ) {
        self.queue = queue
        self.database = database
        self.store = store
        self.orders = orders
        self.freeBytes = freeBytes
    }

    /// The calls of this slice.
    package var routes: [Route] { jobRoutes + storageRoutes + healthRoutes }
}
