/// Reminders for many connections, coarse and cheap: a ring of slots, each a quarter of a second wide.
///
/// A reminder says only that it is time to look: who gets one compares with the deadline they have by then. So a
/// deadline that moves away costs nothing, and one that lies further off than the ring is long comes round again.
struct TimerWheel {
    /// The width of a slot in milliseconds.
    static let tick: Int64 = 250

    /// How far ahead a reminder can be, in milliseconds.
    static let reach = tick * (slotCount - 1)

    private static let slotCount: Int64 = 256

    private var slots = [[UInt64]](repeating: [], count: Int(slotCount))
    private var count = 0

    /// The last tick whose slot was emptied.
    private var current: Int64

    /// A wheel that starts at `now`, in milliseconds of any clock.
    init(now: Int64) {
        current = now / Self.tick
    }

    /// Adds a reminder of `tag` for the first tick at or after `deadline`, or for the last slot of the ring.
    mutating func add(_ tag: UInt64, at deadline: Int64) {
        let due = (deadline + Self.tick - 1) / Self.tick
        let tick = min(max(due, current + 1), current + Self.slotCount - 1)
        slots[Int(tick % Self.slotCount)].append(tag)
        count += 1
    }

    /// Takes out the reminders that are due at `now`.
    mutating func takeDue(_ now: Int64) -> [UInt64] {
        var due: [UInt64] = []
        let last = min(now / Self.tick, current + Self.slotCount)
        while current < last {
            current += 1
            let slot = Int(current % Self.slotCount)
            guard !slots[slot].isEmpty else { continue }
            due += slots[slot]
            slots[slot].removeAll(keepingCapacity: true)
        }
        current = max(current, now / Self.tick)
        count -= due.count
        return due
    }

    /// Milliseconds from `now` until something may be due; nil where nothing is waiting.
    func wait(from now: Int64) -> Int64? {
        guard count > 0 else { return nil }
        for offset in 1...Self.slotCount where !slots[Int((current + offset) % Self.slotCount)].isEmpty {
            return max(0, (current + offset) * Self.tick - now)
        }
        return nil
    }
}
