internal import Catalog
internal import Essentials
internal import SQL
internal import Synthesis
internal import Uploads

/// A song that is out, and its versions in the order of its takes.
struct ReleasedSong: Sendable {
    let track: ID<Track>
    let versions: [ID<Version>]
}

/// Records the takes of one song and brings it out, as its artist would: private at first, public with the release.
struct ReleaseSong: Sendable {
    private let song: Song
    private let owner: UserID
    private let viewer: Viewer
    private let demo: Demo
    private let now: Instant

    init(_ song: Song, by owner: UserID, in demo: Demo, at now: Instant) {
        (self.song, self.owner, self.demo, self.now) = (song, owner, demo, now)
        viewer = .member(owner, roles: [.fan, .artist])
    }

    /// Does what is missing; nil where the song was out already.
    func run(onTake: @Sendable () async -> Void) async throws -> ReleasedSong? {
        var versions: [ID<Version>] = []
        var track = try await existing()
        let labels = if let track { try await labels(of: track) } else { [String: ID<Version>]() }
        for take in song.piece.takes {
            let version: ID<Version>
            if let known = labels[take.label] {
                version = known
            } else {
                let recorded = try await record(take, for: track)
                (track, version) = (recorded.track, recorded.version)
            }
            versions.append(version)
        }
        guard let track else { return nil }
        for version in versions {
            try await becomeReady(version)
            await onTake()
        }
        guard try await Track.find(track, for: .anonymous, at: now, in: demo.database) == nil else {
            return nil
        }
        try await comeOut(track, versions)
        return ReleasedSong(track: track, versions: versions)
    }

    /// The track, where an earlier filling has begun it.
    private func existing() async throws -> ID<Track>? {
        let slug = Slug.make(from: song.piece.title)
        let found = try await Track.find(
            handle: song.artist,
            slug: slug,
            for: viewer,
            in: demo.database
        )
        guard case .found(let track) = found else { return nil }
        return track.id
    }

    private func labels(of track: ID<Track>) async throws -> [String: ID<Version>] {
        var labels: [String: ID<Version>] = [:]
        for version in try await Version.of(track, in: demo.database) {
            if let label = version.label { labels[label] = version.id }
        }
        return labels
    }

    /// Plays a take into an upload, and makes the next version of it.
    private func record(
        _ take: Take,
        for track: ID<Track>?
    ) async throws -> (track: ID<Track>, version: ID<Version>) {
        let sound = WaveBytes(of: song.piece.score(of: take))
        let name = "\(Slug.make(from: "\(song.piece.title) \(take.label)")).wav"
        let asset = try await demo.uploads.receive(name, announced: sound.count, from: sound, by: owner)
        let time = madeAt(take)
        if let track {
            let version = try await demo.catalog.addVersion(
                from: asset.id,
                to: track,
                label: take.label,
                type: take.kind.versionType,
                by: viewer,
                at: time
            )
            return (track, version)
        }
        var draft = TrackDraft(title: song.piece.title, originalAssetID: asset.id)
        draft.descriptionMD = song.notes
        draft.tags = song.tags
        draft.versionLabel = take.label
        let new = try await demo.catalog.publish(draft, by: owner, at: time)
        var edit = VersionEdit()
        edit.type = .set(take.kind.versionType)
        try await demo.catalog.edit(new.version, edit, by: viewer, at: time)
        return new
    }

    private func madeAt(_ take: Take) -> Instant { released - .seconds(86_400 * take.age) }

    private var released: Instant { song.released(before: now) }

    /// Waits until a version can be heard to its end.
    private func becomeReady(_ id: ID<Version>) async throws {
        while true {
            switch try await Version.find(id, in: demo.database)?.status {
            case .ready: return
            case .pending: try await Task.sleep(for: .milliseconds(100))
            default: throw DemoError.failed(song.piece.title)
            }
        }
    }

    private func comeOut(_ track: ID<Track>, _ versions: [ID<Version>]) async throws {
        var edit = TrackEdit()
        edit.visibility = .public
        edit.credits = song.credits
        edit.primaryVersionID = versions[song.release]
        try await demo.catalog.edit(track, edit, by: viewer, at: released)
    }
}

extension Song {
    /// When it came out: in the evening, days ago.
    func released(before now: Instant) -> Instant {
        Day(of: now - .seconds(86_400 * age)).start + .seconds(17 * 3600 + 600 * (age % 13))
    }
}

extension Take.Kind {
    /// As the catalogue calls it.
    fileprivate var versionType: VersionType {
        switch self {
        case .demo: .demo
        case .roughMix: .roughMix
        case .mix: .mix
        case .master: .master
        case .live: .live
        case .acoustic: .acoustic
        case .instrumental: .instrumental
        case .remix: .remix
        }
    }
}
