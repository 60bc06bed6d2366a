/// What an event or a reminder is about.
enum EventTag {
    static let wake = UInt64.max
    static let listener = UInt64.max - 1
}

/// The open connections of a loop, by tags that are never given twice.
///
/// The lower half of a tag is the socket's descriptor, which the system gives to somebody else once it is closed;
/// the upper half counts, so that an event for the old owner doesn't reach the new one.
struct ConnectionTable {
    private struct Slot {
        var generation: UInt64 = 0
        var connection: Connection?
    }

    private var slots: [Slot] = []
    private(set) var count = 0

    /// Adds the connection that `make` makes for its tag.
    mutating func insert(_ socket: CInt, _ make: (UInt64) -> Connection) -> Connection {
        let index = Int(socket)
        if index >= slots.count { slots += Array(repeating: Slot(), count: index + 64 - slots.count) }
        slots[index].generation = (slots[index].generation + 1) & 0x7FFF_FFFF
        let connection = make(slots[index].generation << 32 | UInt64(index))
        slots[index].connection = connection
        count += 1
        return connection
    }

    /// The connection of that tag, unless it is gone.
    subscript(_ tag: UInt64) -> Connection? {
        let index = Int(tag & 0xFFFF_FFFF)
        guard index < slots.count, slots[index].generation == tag >> 32 else { return nil }
        return slots[index].connection
    }

    mutating func remove(_ tag: UInt64) {
        guard self[tag] != nil else { return }
        slots[Int(tag & 0xFFFF_FFFF)].connection = nil
        count -= 1
    }

    /// The open connections, in no particular order.
    var all: [Connection] { slots.compactMap(\.connection) }
}
