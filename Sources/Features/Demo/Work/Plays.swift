internal import Catalog
internal import Essentials
internal import Playback
internal import Synthesis

extension Demo {
    /// Has a song played since it came out: much at first, then less and less, more on weekends.
    func play(
        _ song: Song,
        _ released: ReleasedSong,
        _ people: [String: UserID],
        at now: Instant
    ) async throws {
        var random = Random("\(song.piece.title)/plays")
        var listenings: [(report: PlayReport, listener: Listener, time: Instant)] = []
        let start = song.released(before: now)
        for day in 0...song.age {
            for _ in 0..<song.plays(on: day, of: Day(of: start), &random) {
                let time = start + .seconds(86_400 * day + Int(86_400 * random.unit()))
                guard time < now else { continue }
                let report = song.listening(to: released, &random)
                listenings.append((report, Listener(strangerOf: &random), time))
            }
        }
        try await playback.record(listenings.sorted { $0.time < $1.time })
    }
}

extension Song {
    /// How often it is played on a day after its release.
    fileprivate func plays(on day: Int, of first: Day, _ random: inout Random) -> Int {
        let weekday = (first.number + day + 3) % 7
        let weekend: Float = weekday >= 5 ? 1.35 : 1
        let interest = 0.16 + 0.84 / (1 + Float(day) * 0.42)
        return Int(Float(fame) * interest * weekend * (0.8 + 0.4 * random.unit()))
    }

    /// Most hear the release, most of them to its end.
    fileprivate func listening(to released: ReleasedSong, _ random: inout Random) -> PlayReport {
        let isCurious = random.unit() < 0.24
        let take = isCurious ? Int(random.unit() * Float(released.versions.count)) : release
        let length = Int64(piece.score(of: piece.takes[take]).seconds * 1000)
        let isCompleted = random.unit() < 0.62
        let heard = isCompleted ? length : Int64(Float(length) * (0.08 + 0.8 * random.unit()))
        return PlayReport(
            trackID: released.track,
            versionID: released.versions[take],
            listenedMS: heard,
            completed: isCompleted,
            ranges: [[0, heard]]
        )
    }
}

extension Listener {
    private static let agents = [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15",
        "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    ]

    /// Somebody without an account, at an address that documents use as an example (RFC 5737).
    fileprivate init(strangerOf random: inout Random) {
        let block = ["192.0.2", "198.51.100", "203.0.113"][Int(random.unit() * 3)]
        self.init(
            viewer: .anonymous,
            address: "\(block).\(1 + Int(random.unit() * 254))",
            userAgent: Self.agents[Int(random.unit() * Float(Self.agents.count))],
            key: nil
        )
    }
}
