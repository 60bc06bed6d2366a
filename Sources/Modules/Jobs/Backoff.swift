/// How long a failed job waits for its next attempt.
enum Backoff {
    /// The longest wait before chance is added.
    static let longest = Duration.seconds(3600)

    /// `base` after the first attempt and twice as long after each further one, an hour at most, times
    /// 0.5 ≤ 0.5 + `chance` < 1.5, so that what failed together isn't tried again together.
    static func delay(after attempt: Int, base: Duration, chance: Double) -> Duration {
        let doubled = base * (1 << min(attempt - 1, 20))
        return min(doubled, longest) * (0.5 + chance)
    }
}
