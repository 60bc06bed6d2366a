/// How long a client has kept us waiting, and what it has sent or taken for it.
///
/// Against those who send or take a byte now and then for ever: each time by itself is short enough, all of them
/// together are not.
struct Pace {
    private var waited: Int64 = 0
    private var bytes: Int64 = 0

    /// Notes that the client has sent or taken `bytes`.
    mutating func credit(bytes: Int) {
        self.bytes += Int64(bytes)
    }

    /// Notes that it was waited for, in milliseconds.
    mutating func debit(waited: Int64) {
        self.waited += waited
    }

    /// Milliseconds that it may still keep us waiting: `grace`, and a second for each `slowest` bytes.
    func left(grace: Duration, slowest: Int) -> Int64 {
        max(0, grace.wholeMilliseconds + bytes * 1000 / Int64(slowest) - waited)
    }
}
