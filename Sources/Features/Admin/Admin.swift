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

    /// The engine room of an instance; `orders` are the jobs that can be run by hand.
    package init(
        queue: JobQueue,
        database: any Database,
        store: any ObjectStore,
        orders: [JobOrder]
    ) {
        self.queue = queue
        self.database = database
        self.store = store
        self.orders = orders
    }

    /// The calls of this slice.
    package var routes: [Route] { jobRoutes + storageRoutes + healthRoutes }
}
