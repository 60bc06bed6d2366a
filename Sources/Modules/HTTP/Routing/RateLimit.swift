/// How often one client may do something: a bucket of `burst` tokens that fills up again over time.
package struct RateLimit: Sendable {
    /// Routes that name the same bucket share its tokens.
    package let bucket: String

    /// Tokens in a full bucket, which may be spent at once.
    package let burst: Int

    /// Tokens that come back per second.
    package let perSecond: Double

    /// Whose bucket it is.
    package let key: Key

    /// By what clients are told apart.
    package enum Key: Sendable {
        /// The address alone, as for sign-in.
        case address
        /// The member where one is signed in, else the address.
        case viewer
    }

    /// `count` calls in each `period`, all of which may come at once.
    package init(_ bucket: String, _ count: Int, per period: Duration, by key: Key = .viewer) {
        precondition(count > 0 && period > .zero)
        self.bucket = bucket
        burst = count
        perSecond = Double(count) / (period / .seconds(1))
        self.key = key
    }
}
