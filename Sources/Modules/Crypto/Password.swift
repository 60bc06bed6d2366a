internal import CSodium
internal import Essentials

/// What a password hash costs to make, and so to guess.
package struct PasswordCost: Hashable, Sendable {
    /// Passes over the memory.
    package var passes: Int
    /// Bytes of memory for each hash.
    package var memory: Int

    /// Cost of `passes` passes over `memory` bytes; at least 1 and 8 KiB.
    package init(passes: Int, memory: Int) {
        self.passes = passes
        self.memory = memory
    }

    /// 2 passes over 64 MiB, what libsodium advises for people who wait; about a tenth of a second.
    package static let interactive = PasswordCost(passes: 2, memory: 64 << 20)
}

/// Hashes passwords with argon2id (RFC 9106) and checks them, off the tasks' pool and two at a time, so that a
/// flood of sign-ins can neither stall other work nor take more than twice `cost.memory`.
///
/// Where a hundred are waiting, which is some seconds' work, the next gets ``Essentials/Overload`` at once.
package struct PasswordHasher: Sendable {
    private let cost: PasswordCost
    private let decoy: String
    private static let threads = BlockingThreads(count: 2, label: "passwords", mostWaiting: 100)

    /// A hasher whose new hashes have this cost.
    ///
    /// Blocks for the time of one hash, which unknown people are checked against.
    package init(cost: PasswordCost = .interactive) throws(PasswordError) {
        precondition(sodium_init() >= 0, "libsodium can't start")
        self.cost = cost
        decoy = try argon2id(randomToken(), cost)
    }

    /// The hash to keep for `password`, with its salt and cost, in the text form of argon2.
    package func hash(_ password: String) async throws -> String {
        let cost = cost
        return try await Self.threads.run { try argon2id(password, cost) }
    }

    /// Whether `password` is the one that was hashed.
    ///
    /// For somebody unknown pass nil: the answer is no, after the same work, so that time doesn't tell who has an
    /// account here.
    package func isValid(_ password: String, for hash: String?) async throws -> Bool {
        let known = hash ?? decoy
        let matches = try await Self.threads.run {
            crypto_pwhash_str_verify(known, password, UInt64(password.utf8.count)) == 0
        }
        return matches && hash != nil
    }

    /// Whether `hash` was made at another cost, and should be made anew when the password is next at hand.
    package func isOutdated(_ hash: String) -> Bool {
        crypto_pwhash_str_needs_rehash(hash, UInt64(cost.passes), cost.memory) != 0
    }
}

/// A password could not be hashed.
package enum PasswordError: Error {
    /// There was not enough memory.
    case outOfMemory
}

private func argon2id(_ password: String, _ cost: PasswordCost) throws(PasswordError) -> String {
    var text = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
    let length = UInt64(password.utf8.count)
    guard crypto_pwhash_str(&text, password, length, UInt64(cost.passes), cost.memory) == 0 else {
        throw .outOfMemory
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
