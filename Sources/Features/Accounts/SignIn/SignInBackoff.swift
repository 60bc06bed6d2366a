internal import Essentials
internal import Synchronization

/// Slows down those who guess passwords of one account, wherever they come from.
///
/// Names that nobody has are slowed down alike, so that the delay tells nothing. It never exceeds a minute, lest
/// somebody be locked out of their own account.
final class SignInBackoff: Sendable {
    private struct Attempts {
        var count = 0
        var next: Instant
    }

    /// Attempts that cost no time.
    private static let free = 5
    private static let longest = 60
    private static let mostNames = 50_000
    private let attempts = Mutex<[String: Attempts]>([:])

    /// Notes an attempt at `now`, or says how long to wait where it comes too early.
    ///
    /// Noted before the password is checked, so that guesses at the same time count as well.
    func attempt(_ name: String, at now: Instant) -> Duration? {
        attempts.withLock { attempts in
            if attempts.count >= Self.mostNames { attempts = attempts.filter { $0.value.next > now } }
            var entry = attempts[name] ?? Attempts(next: now)
            // A quarter of an hour without attempts makes up for all.
            if now - entry.next > .seconds(900) { entry.count = 0 }
            guard now >= entry.next else { return entry.next - now }
            entry.count += 1
            entry.next = now + .seconds(Self.delay(after: entry.count))
            attempts[name] = entry
            return nil
        }
    }

    /// Forgets the attempts of somebody who knew the password.
    func succeed(_ name: String) {
        attempts.withLock { $0[name] = nil }
    }

    /// Seconds until the next attempt: none for the first, then 2, 4, 8… up to a minute.
    private static func delay(after count: Int) -> Int {
        count < free ? 0 : min(longest, 1 << min(count - free + 1, 6))
    }
}
