/// Who holds which connection and who waits: decisions only, performed by `Pool`.
struct PoolState<Resource: Sendable>: Sendable {
    /// What a waiter is told.
    enum Grant: Sendable {
        case use(Resource)
        /// There is room for one more: open it yourself.
        case open
        case closed
        case expired
        case cancelled
    }

    /// What somebody who asks does next.
    enum Answer: Sendable {
        case now(Grant)
        case wait(ticket: Int)
    }

    /// A waiter to be woken with its grant.
    struct Wake: Sendable {
        let ticket: Int
        let grant: Grant
    }

    let limit: Int
    private(set) var idle: [Resource]
    /// How many are idle, lent or being opened.
    private(set) var size: Int
    private(set) var isClosed = false
    /// How many of the idle were never needed since the last trim: the first ones, since the latest goes first.
    private var spare: Int
    /// Those who wait, in order, and since when; all have the same patience, so the first gives up first.
    private var waiting: [(ticket: Int, since: ContinuousClock.Instant)] = []
    private var nextTicket = 0

    init(_ first: [Resource] = [], limit: Int) {
        idle = first
        size = first.count
        spare = first.count
        self.limit = limit
    }

    /// Whether nothing is lent or being opened.
    var isQuiet: Bool { size == idle.count }

    mutating func ask(at now: ContinuousClock.Instant) -> Answer {
        if isClosed { return .now(.closed) }
        if let resource = idle.popLast() {
            spare = min(spare, idle.count)
            return .now(.use(resource))
        }
        if size < limit {
            size += 1
            return .now(.open)
        }
        nextTicket += 1
        waiting.append((nextTicket, now))
        return .wait(ticket: nextTicket)
    }

    /// Takes back a resource in order; the longest waiting gets it.
    mutating func giveBack(_ resource: Resource) -> Wake? {
        if !waiting.isEmpty { return Wake(ticket: waiting.removeFirst().ticket, grant: .use(resource)) }
        idle.append(resource)
        return nil
    }

    /// Forgets a resource that broke or could not be opened; the longest waiting may open another.
    mutating func lose() -> Wake? {
        if !waiting.isEmpty { return Wake(ticket: waiting.removeFirst().ticket, grant: .open) }
        size -= 1
        return nil
    }

    /// Whether the waiter was still waiting; now it no longer is.
    mutating func abandon(_ ticket: Int) -> Bool {
        guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return false }
        waiting.remove(at: index)
        return true
    }

    /// Since when the longest waiting waits.
    var oldestWait: ContinuousClock.Instant? { waiting.first?.since }

    /// Sends away who has waited since `instant` or longer.
    mutating func expire(since instant: ContinuousClock.Instant) -> [Wake] {
        let expired = waiting.prefix { $0.since <= instant }
        waiting.removeFirst(expired.count)
        return expired.map { Wake(ticket: $0.ticket, grant: .expired) }
    }

    /// Takes out what was idle ever since the last trim, but leaves `kept` in all.
    mutating func trim(to kept: Int) -> [Resource] {
        let surplus = Array(idle.prefix(max(0, min(spare, size - kept))))
        idle.removeFirst(surplus.count)
        size -= surplus.count
        spare = idle.count
        return surplus
    }

    /// Takes out everything that is idle.
    mutating func drain() -> [Resource] {
        size -= idle.count
        spare = 0
        defer { idle = [] }
        return idle
    }

    /// Ends it: whoever waits is sent away.
    mutating func close() -> [Wake] {
        isClosed = true
        defer { waiting = [] }
        return waiting.map { Wake(ticket: $0.ticket, grant: .closed) }
    }
}
