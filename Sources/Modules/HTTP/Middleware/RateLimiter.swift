internal import Essentials

/// Holds clients to the limits of the routes they call, with buckets in memory.
///
/// Goes after the middleware that sets the identity. Leave it out to have no limits.
package final class RateLimiter: Middleware {
    private struct Key: Hashable {
        let bucket: String
        let client: Client
    }

    private enum Client: Hashable {
        case member(UserID)
        case network(RemoteNetwork)
    }

    private struct Buckets: Sendable {
        var byKey: [Key: TokenBucket] = [:]

        /// How many there may be before those that are full again are forgotten.
        var crowd = 20_000
    }

    private let buckets = Guarded(Buckets())
    private let now: @Sendable () -> ContinuousClock.Instant

    /// A limiter by the system's monotonic clock, or another.
    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    package func respond(
        to request: Request,
        next: Next
    ) async throws -> Response {
        if let limit = request.route?.rateLimit, let wait = spend(limit, request) {
            throw Refusal.tooManyRequests(retryAfter: wait)
        }
        return await next(request)
    }

    /// Takes a token of the client's, or says how long there will be none.
    private func spend(_ limit: RateLimit, _ request: Request) -> Duration? {
        let key = Key(bucket: limit.bucket, client: Self.client(request, limit.key))
        let now = now()
        return buckets.withLock { buckets in
            if buckets.byKey.count >= buckets.crowd {
                buckets.byKey = buckets.byKey.filter { !$0.value.isFull(at: now) }
                buckets.crowd = max(20_000, buckets.byKey.count * 2)
            }
            return buckets.byKey[key, default: TokenBucket(limit, at: now)].spend(at: now)
        }
    }

    private static func client(_ request: Request, _ key: RateLimit.Key) -> Client {
        if key == .viewer, let id = request.viewer.userID { return .member(id) }
        return .network(request.remote.network)
    }
}

/// Tokens that are spent at once and come back over time.
struct TokenBucket: Sendable {
    private let limit: RateLimit
    private var tokens: Double
    private var time: ContinuousClock.Instant

    /// A full bucket.
    init(_ limit: RateLimit, at time: ContinuousClock.Instant) {
        self.limit = limit
        tokens = Double(limit.burst)
        self.time = time
    }

    /// Takes a token and gives nil, or takes none and gives the time until there is one.
    mutating func spend(at now: ContinuousClock.Instant) -> Duration? {
        tokens = level(at: now)
        time = now
        guard tokens < 1 else {
            tokens -= 1
            return nil
        }
        return .seconds((1 - tokens) / limit.perSecond)
    }

    func isFull(at now: ContinuousClock.Instant) -> Bool { level(at: now) >= Double(limit.burst) }

    private func level(at now: ContinuousClock.Instant) -> Double {
        min(Double(limit.burst), tokens + (now - time) / .seconds(1) * limit.perSecond)
    }
}
