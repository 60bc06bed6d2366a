internal import Catalog
internal import Crypto
internal import Essentials
internal import Media
internal import ObjectStore
internal import SQL
internal import Synchronization
internal import Uploads

/// A picture in the sizes that pages show, JPEG, and the colour that they take from it.
struct ArtworkFiles: Sendable {
    let accent: AccentColour
    private let files: [ArtworkSize: [UInt8]]

    /// The picture as `file` gives it in each size.
    init(accent: AccentColour, file: (ArtworkSize) throws -> [UInt8]) rethrows {
        self.accent = accent
        files = try Dictionary(uniqueKeysWithValues: ArtworkSize.allCases.map { ($0, try file($0)) })
    }

    subscript(size: ArtworkSize) -> [UInt8] { files[size] ?? [] }
}

/// Artwork that this program found or drew; an asset of the track's owner once it is given.
struct MadeArtwork: Sendable {
    let id: ID<Asset>
    let owner: UserID
    let object: StoredObject
    let accent: AccentColour

    /// Puts all sizes into the store, the full one last: it tells that they are there.
    init(_ files: ArtworkFiles, owner: UserID, in store: any ObjectStore) async throws {
        id = ID()
        self.owner = owner
        accent = files.accent
        for size in ArtworkSize.allCases where size != .full {
            try await store.put(ArtworkKeys.key(id, size), bytes: files[size])
        }
        object = try await store.put(ArtworkKeys.key(id, .full), bytes: files[.full])
    }

    /// Makes it the artwork of a track that has none; false where it has one by now.
    func give(to track: ID<Track>, in session: any Session) async throws -> Bool {
        guard try await Artwork.isMissing(of: track, in: session) else { return false }
        try await Uploads.keepPicture(
            object,
            id: id,
            filename: "artwork.jpg",
            mime: "image/jpeg",
            owner: owner,
            in: session
        )
        try await accent.keep(for: id, in: session)
        try await Artwork.give(id, to: track, in: session)
        return true
    }

    func remove(from store: any ObjectStore) async throws {
        for size in ArtworkSize.allCases { try await store.delete(ArtworkKeys.key(id, size)) }
    }
}

extension Ingest {
    /// A picture for a track that has none: the one that came with the music, else one drawn from it.
    func makeArtwork(for version: Version, _ work: VersionWork) async throws -> MadeArtwork? {
        guard try await Artwork.isMissing(of: version.trackID, in: database),
            let owner = try await Track.uploader(of: version.trackID, in: database), let sound = work.sound
        else { return nil }
        let picture = try work.cover ?? draw(sound, for: version)
        return try await MadeArtwork(picture, owner: owner, in: store)
    }

    private func draw(_ sound: MeasuredSound, for version: Version) throws -> ArtworkFiles {
        let portrait = MusicPortrait(
            levels: sound.levels,
            duration: Double(sound.frames) / Double(sound.sampleRate),
            loudness: sound.loudness
        )
        let seed = sound.fingerprint.map { Array($0.text.utf8) } ?? Array(version.id.text.utf8)
        let sleeve = Sleeve(digest: seed, portrait: portrait)
        let drawing = sleeve.drawing()
        return try ArtworkFiles(accent: sleeve.accent) { size in
            try Picture(drawing.pixels(width: size.side)).jpeg()
        }
    }

    /// Brings a picture that somebody uploaded into the sizes that pages show.
    func scaleArtwork(_ asset: ID<Asset>) async throws {
        guard let original = try await Uploads.asset(asset, in: database), original.mime.hasPrefix("image/"),
            try await store.head(ArtworkKeys.key(asset, .full)) == nil
        else { return }
        let lease = try ScratchLease(in: settings.scratch)
        defer { lease.end() }
        let folder = lease.folder
        let patience = ChildProcess.Patience(whole: .seconds(60), silence: .seconds(60))
        let accent = Mutex(AccentColour.house)
        try await Self.explained {
            try await store.withLocalFile(of: original.key, isVerified: false) { path in
                let task = ChildOrder.Task.picture(folder: folder.path)
                try await probes.run(task, on: path, limits: .picture, patience: patience) { message in
                    if case .pictureMade(let found) = message { accent.withLock { $0 = found } }
                }
            }
            for size in ArtworkSize.allCases {
                try await store.put(ArtworkKeys.key(asset, size), copyOf: folder.path(ChildFile.cover(size)))
            }
        }
        try await accent.withLock(\.self).keep(for: asset, in: database)
    }
}

extension Picture {
    /// A drawing's pixels, opaque.
    init(_ pixels: Pixels) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * pixels.width * pixels.height)
        for start in stride(from: 0, to: pixels.rgb.count, by: 3) {
            bytes += pixels.rgb[start..<(start + 3)]
            bytes.append(255)
        }
        self.init(width: pixels.width, height: pixels.height, pixels: bytes)
    }
}
