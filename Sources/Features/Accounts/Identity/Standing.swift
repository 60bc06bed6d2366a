internal import Essentials
internal import Synchronization

/// What a credential is good for right now.
struct Standing: Sendable, Equatable {
    let userID: UserID
    let handle: String
    let displayName: String
    let roles: Set<Role>
    let isBanned: Bool
    /// Whether the session is over.
    let isEnded: Bool
    /// The scopes of a personal access token; nil for sessions, which may do everything.
    let scopes: Set<TokenScope>?
}

/// Remembers standings for a moment, so that most requests need no query to learn who asks.
///
/// Whatever changes a standing clears it, in every process; the time limit holds only where that news is lost.
final class StandingCache: Sendable {
    /// What a standing belongs to.
    enum Key: Hashable {
        case session(ID<UserSession>)
        /// By the hash of its secret.
        case token(String)
    }

    private struct Entry {
        let standing: Standing?
        let loadedAt: Instant
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        /// Grows with each clearing, so that what was read before one isn't kept after it.
        var age = 0
    }

    private static let lifetime = Duration.seconds(30)
    private static let mostEntries = 20_000
    private let state = Mutex(State())

    /// The standing of `key`, loaded by `load` where it isn't remembered; nil where the credential is unknown.
    func standing(
        of key: Key,
        at now: Instant,
        load: () async throws -> Standing?
    ) async throws -> Standing? {
        let (entry, age) = state.withLock { ($0.entries[key], $0.age) }
        if let entry, now - entry.loadedAt < Self.lifetime, entry.loadedAt <= now { return entry.standing }
        let standing = try await load()
        state.withLock { state in
            guard state.age == age else { return }
            if state.entries.count >= Self.mostEntries { state.entries = [:] }
            state.entries[key] = Entry(standing: standing, loadedAt: now)
        }
        return standing
    }

    /// Forgets everything.
    func clear() {
        state.withLock { state in
            state.entries = [:]
            state.age += 1
        }
    }
}
