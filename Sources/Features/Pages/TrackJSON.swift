package import Catalog
package import Essentials
package import HTTP
internal import Insights
internal import Jobs
package import Playback
package import SQL
internal import Site

/// A track and its versions as JSON, put together from what the slices know of them.
package struct TrackJSON: Sendable {
    let database: any Database
    let playback: Playback

    /// Counts the comments of tracks.
    let comments: CommentCounts

    /// Says in words why a version failed.
    let sentence: ProblemSentence

    /// Answers from `database`; `comments` and `sentence` come from the slices that know.
    package init(
        database: any Database,
        playback: Playback,
        comments: @escaping CommentCounts,
        sentence: @escaping ProblemSentence
    ) {
        self.database = database
        self.playback = playback
        self.comments = comments
        self.sentence = sentence
    }

    /// The calls that it answers.
    package var routes: [Route] {
        [
            .get(CatalogPaths.track, access: .anyone, .oneTrack) { request, id in
                try .success(["track": try await track(id, for: request)])
            },
            .get(CatalogPaths.version, access: .anyone, .oneVersion) { request, id in
                try .success(["version": try await version(id, for: request)])
            },
        ]
    }

    /// What the catalogue's own calls answer with.
    package var answers: CatalogAnswers {
        CatalogAnswers(
            track: { id, request in try await track(id, for: request) },
            version: { id, request in try await version(id, for: request) },
            list: { cards in try await list(cards) }
        )
    }
}

/// How many comments each of these tracks has; tracks without any may be left out.
package typealias CommentCounts =
    @Sendable (_ tracks: [ID<Track>], any Session) async throws -> [ID<Track>: Int]

/// A problem in words that help whoever uploaded the file.
package typealias ProblemSentence = @Sendable (VersionProblem) -> String

extension TrackJSON {
    /// The track with this id and all that is known of it, where the viewer of `request` may know of it.
    func track(_ id: ID<Track>, for request: Request) async throws -> TrackAnswer {
        try await database.snapshot { session in try await track(id, for: request, in: session) }
    }

    /// The same within a snapshot.
    func track(_ id: ID<Track>, for request: Request, in session: any Session) async throws -> TrackAnswer {
        let key = request.query["key"]
        guard let details = try await TrackDetails.find(id, for: request.viewer, key: key, in: session)
        else { throw CatalogError.notFound }
        return try await answer(details, key: key, in: session)
    }

    /// A track that was found for a viewer, with all that is known of it.
    package func answer(
        _ details: TrackDetails,
        key: String? = nil,
        in session: any Session
    ) async throws -> TrackAnswer {
        let facts = try await Facts(of: details.versions, self, in: session)
        let id = details.track.id
        var answer = details.answer(key: key) { version in
            facts.complete(&version, details.track, key: key)
        }
        answer.counts = CountsAnswer(
            plays: try await Track.playCounts([id], in: session)[id] ?? 0,
            comments: try await comments([id], session)[id] ?? 0
        )
        return answer
    }

    /// Tracks of a list with what is known of their primary versions.
    private func list(_ cards: [TrackCard]) async throws -> [TrackAnswer] {
        try await database.snapshot { session in
            let facts = try await Facts(of: cards.compactMap(\.version), self, in: session)
            let ids = cards.map(\.track.id)
            let plays = try await Track.playCounts(ids, in: session)
            let comments = try await comments(ids, session)
            return cards.map { card in
                var answer = TrackAnswer(card)
                if var version = answer.primaryVersion {
                    facts.complete(&version, card.track, key: nil)
                    answer.primaryVersion = version
                }
                let id = card.track.id
                answer.counts = CountsAnswer(plays: plays[id] ?? 0, comments: comments[id] ?? 0)
                return answer
            }
        }
    }

    /// The version with this id, where the viewer of `request` may know of it.
    func version(_ id: ID<Version>, for request: Request) async throws -> VersionAnswer {
        let key = request.query["key"]
        return try await database.snapshot { session in
            guard let track = try await Track.find(holding: id, for: request.viewer, key: key, in: session),
                let version = try await Version.find(id, in: session), version.isShown(of: track)
            else { throw CatalogError.notFound }
            var answer = VersionAnswer(version)
            try await Facts(of: [version], self, in: session).complete(&answer, track, key: key)
            return answer
        }
    }
}

/// What other slices know of some versions of a track.
private struct Facts {
    let versions: [ID<Version>: Version]
    let transcodes: [ID<Version>: [TranscodeAnswer]]
    let progress: [String: Double]

    /// Of the versions that are still worked on, those whose waveform has begun.
    let outlined: Set<ID<Version>>
    let playback: Playback
    let sentence: ProblemSentence

    init(of versions: [Version], _ source: TrackJSON, in session: any Session) async throws {
        self.versions = Dictionary(versions.map { ($0.id, $0) }) { first, _ in first }
        let ids = versions.map(\.id)
        transcodes = try await Playback.transcodes(of: ids, in: session)
        let pending = versions.filter { $0.status == .pending }.map(\.id)
        progress = try await JobQueue.progress(of: .ingest, dedupeKeys: pending.map(\.text), in: session)
        outlined = try await Playback.outlined(among: pending, in: session)
        playback = source.playback
        sentence = source.sentence
    }

    func complete(_ answer: inout VersionAnswer, _ track: Track, key: String?) {
        guard let version = versions[answer.id] else { return }
        answer.transcodes = transcodes[answer.id] ?? []
        answer.progress = progress[answer.id.text] ?? answer.progress
        if track.mayHear {
            let hasLossless = answer.transcodes.contains { $0.isLossless }
            answer.stream = playback.stream(of: version, isLossless: hasLossless && track.mayHearLossless)
        }
        if version.status == .ready || outlined.contains(version.id) {
            answer.waveformUrl = PlaybackPaths.waveform(version.id) + track.keyQuery(key)
        }
        if track.mayEdit, let problem = version.problem {
            answer.error = ErrorAnswer(code: problem.code, message: sentence(problem))
        }
    }
}

extension Operation {
    private static let key = Parameter("key", .string(), "the key of an unlisted track's link")

    fileprivate static let oneTrack = Operation(
        "A track with its versions, credits, tags and signed stream",
        tag: "tracks",
        query: [key],
        answers: [.ok: .data(.object(["track": .ref("Track")]))]
    )

    fileprivate static let oneVersion = Operation(
        "A version, how far it is, and its signed stream",
        tag: "versions",
        query: [key],
        answers: [.ok: .data(.object(["version": .ref("Version")]))]
    )
}
