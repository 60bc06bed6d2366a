internal import Catalog
internal import Essentials
internal import Events
internal import FoundationEssentials
package import Jobs
internal import SQL

/// What listeners are told of a version that is being worked on, as `job.progress`.
struct News: Codable, Equatable, Sendable {
    /// How far the version has come.
    enum Standing: String, Codable, Sendable {
        case working
        case playable
        case ready
        case failed
    }

    let versionId: String
    let trackId: String
    let status: Standing
    let progress: Double
    var doing: String?

    private var json: String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        // Texts and a finite number always encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// The same news for who follows the version, for its uploader, and for who follows the track, of whom some know
    /// of no version that never sounded.
    func events(for uploader: UserID?, sounded: Bool) -> [Event] {
        var topics = ["version:\(versionId)"]
        if let uploader { topics.append("user:\(uploader)") }
        if sounded { topics.append("track:\(trackId)") }
        return topics.map { Event(topic: $0, name: "job.progress", json: json) }
    }
}

extension Ingest {
    /// Tells listeners how far a job is; jobs of other kinds, and AAC that nobody waits for, are passed over.
    package func tell(_ progress: JobProgress) async {
        guard progress.kind == JobKind.ingest.name,
            let request = try? JSONDecoder().decode(IngestRequest.self, from: Data(progress.payload.utf8)),
            let version = try? await Version.find(request.versionID, in: database),
            let uploader = try? await Track.uploader(of: version.trackID, in: database)
        else { return }
        let news = News(
            versionId: version.id.text,
            trackId: version.trackID.text,
            status: version.isPlayable ? .playable : .working,
            progress: progress.fraction,
            doing: progress.doing
        )
        // What can't be told now is told with the next step.
        let events = news.events(for: uploader, sounded: version.isPlayable)
        try? await PassingEvents.post(events, through: database)
    }

    /// Keeps what has become of `version`, as it was before, for listeners, in the transaction that makes it so.
    func publish(_ standing: News.Standing, of version: Version, in session: any Session) async throws {
        let news = News(
            versionId: version.id.text,
            trackId: version.trackID.text,
            status: standing,
            progress: standing == .playable ? 0 : 1
        )
        let uploader = try await Track.uploader(of: version.trackID, in: session)
        let events = news.events(for: uploader, sounded: version.isPlayable || standing != .failed)
        for event in events { try await Outbox.publish(event, in: session) }
    }
}
