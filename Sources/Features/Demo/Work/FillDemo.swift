internal import Accounts
package import Essentials
internal import Insights

/// How far filling has come.
package struct DemoProgress: Hashable, Sendable {
    /// Recordings that can be heard, and all that there will be.
    package var takes: Int
    package let all: Int
}

extension Demo {
    /// Fills the instance: people, their music in all its takes, and what others made of it; returns once all can be
    /// heard.
    ///
    /// Somebody has to do the jobs meanwhile. What is there already stays as it is. Throws what the slices throw, and
    /// ``DemoError``.
    package func fill(
        at now: Instant = .now,
        telling tell: @escaping @Sendable (DemoProgress) async -> Void = { _ in }
    ) async throws {
        let people = try await people(at: now)
        let counter = Counter(all: takes, tell: tell)
        await counter.begin()
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = programme[...]
            for _ in 0..<2 {
                if let song = waiting.popFirst() {
                    group.addTask { try await release(song, people, at: now, counter) }
                }
            }
            while try await group.next() != nil {
                if let song = waiting.popFirst() {
                    group.addTask { try await release(song, people, at: now, counter) }
                }
            }
        }
        try await sumUp(at: now)
    }

    /// The accounts of the cast by their handles.
    private func people(at now: Instant) async throws -> [String: UserID] {
        var people: [String: UserID] = [:]
        for (index, person) in Cast.everybody.enumerated() {
            let joined = now - .seconds(86_400 * (130 + 7 * index))
            people[person.handle] = try await accounts.addDemo(person, at: joined)
        }
        return people
    }

    /// Brings out one song: all its takes, then what people say of it and how often they play it.
    private func release(
        _ song: Song,
        _ people: [String: UserID],
        at now: Instant,
        _ counter: Counter
    ) async throws {
        guard let owner = people[song.artist] else { throw DemoError.nobody(song.artist) }
        let session = ReleaseSong(song, by: owner, in: self, at: now)
        guard let released = try await session.run(onTake: { await counter.add() }) else { return }
        try await talk(about: song, released, people, at: now)
        try await play(song, released, people, at: now)
    }

    /// Sums up the plays of every day that has any.
    private func sumUp(at now: Instant) async throws {
        let today = Day(of: now)
        let first = programme.map(\.age).max() ?? 0
        for number in (today.number - first - 1)...today.number {
            try await insights.rollUp(Day(number: number))
        }
    }
}

/// Why a demo can't be made.
package enum DemoError: Error, CustomStringConvertible {
    /// A song names somebody who is not in the cast.
    case nobody(String)

    /// It can't be removed while it is being made.
    case underway

    /// A recording could not be made playable.
    case failed(String)

    package var description: String {
        switch self {
        case .nobody(let handle): "There is no \(handle) in the cast."
        case .underway: "The demo is still being made: remove it once that is done."
        case .failed(let title): "A recording of \(title) could not be made ready; the log says why."
        }
    }
}

/// Counts the recordings that are ready, and tells.
private actor Counter {
    private var progress: DemoProgress
    private let tell: @Sendable (DemoProgress) async -> Void

    init(all: Int, tell: @escaping @Sendable (DemoProgress) async -> Void) {
        progress = DemoProgress(takes: 0, all: all)
        self.tell = tell
    }

    func begin() async { await tell(progress) }

    func add() async {
        progress.takes += 1
        await tell(progress)
    }
}
