package import Essentials
package import SQL

/// A track with all that the catalogue knows of it.
package struct TrackDetails: Sendable {
    package let track: Track

    /// By number; viewers who may not change the track don't see what is pending or failed.
    package let versions: [Version]
    package let credits: [Credit]
    package let tags: [String]

    /// Everything about a track that was found for a viewer.
    package init(_ track: Track, in session: any Session) async throws(SQLError) {
        self.track = track
        let all = try await Version.of(track.id, in: session)
        versions = all.filter { $0.isShown(of: track) }
        credits = try await Credit.of(track.id, in: session)
        tags = try await Tag.of([track.id], in: session)[track.id] ?? []
    }

    /// Everything about the track with this id, where `viewer` may know of it.
    package static func find(
        _ id: ID<Track>,
        for viewer: Viewer,
        key: String? = nil,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> TrackDetails? {
        guard let track = try await Track.find(id, for: viewer, key: key, at: now, in: session) else {
            return nil
        }
        return try await TrackDetails(track, in: session)
    }

    /// The track as JSON shows it; `complete` adds to each version what other slices know of it.
    package func answer(
        key: String? = nil,
        _ complete: (inout VersionAnswer) -> Void = { _ in }
    ) -> TrackAnswer {
        var answer = TrackAnswer(track, tags: tags, key: key)
        let versions = versions.map { version in
            var answer = VersionAnswer(version)
            complete(&answer)
            return answer
        }
        answer.complete(versions: versions, credits: credits)
        return answer
    }
}

extension Version {
    /// Whether it is shown to the viewer for whom `track` was read: what is pending or failed only to those who may
    /// change the track.
    package func isShown(of track: Track) -> Bool {
        track.mayEdit || isPlayable || status == .lost
    }
}
