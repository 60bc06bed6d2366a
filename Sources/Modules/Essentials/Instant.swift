internal import Glibc

/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since the Unix epoch; leap seconds are not counted.
    package var milliseconds: Int64

    /// The instant `milliseconds` after the Unix epoch.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The time on the system's clock.
    package static var now: Instant { nowWithFraction.instant }

    /// The time on the system's clock, with the 4096ths of a millisecond that have passed since.
    static var nowWithFraction: (instant: Instant, fraction: UInt64) {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        let (milliseconds, rest) = Int64(time.tv_nsec).quotientAndRemainder(dividingBy: 1_000_000)
        return (
            Instant(milliseconds: Int64(time.tv_sec) * 1000 + milliseconds), UInt64(rest * 4096 / 1_000_000)
        )
    }

    /// Whole seconds since the Unix epoch, rounded down.
    package var unixSeconds: Int64 {
        milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(milliseconds: instant.milliseconds + duration.milliseconds)
    }

    package static func - (instant: Instant, duration: Duration) -> Instant {
        Instant(milliseconds: instant.milliseconds - duration.milliseconds)
    }

    package static func - (left: Instant, right: Instant) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, the rest cut off.
    package var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
