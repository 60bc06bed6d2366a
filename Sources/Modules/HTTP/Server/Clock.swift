internal import Essentials
internal import Glibc

/// Milliseconds of the system's monotonic clock, to a few of them.
func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

/// The `Date` field (RFC 9110 §6.6.1), written once a second.
struct DateLine {
    private var second: Int64 = .min
    private var line: [UInt8] = []

    /// `Date: …` with its CR LF.
    var bytes: [UInt8] {
        mutating get {
            let now = Instant.now
            if now.unixSeconds != second {
                second = now.unixSeconds
                line = Array("Date: \(HTTPDate.print(now))\r\n".utf8)
            }
            return line
        }
    }
}
