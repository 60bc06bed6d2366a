package import Essentials
internal import HTTP
internal import Markdown
package import Uploads

/// A track as JSON shows it; lists leave out what only its own page needs.
package struct TrackAnswer: Encodable, Sendable {
    package let id: ID<Track>
    package let title: String
    package let slug: String

    /// The path of its page, with the key where it is unlisted and the viewer may know the key.
    package let url: String
    package let artist: ArtistAnswer
    package let ownerUserId: UserID
    package let visibility: Visibility

    /// What opens it to who holds the link; only for those who may change it.
    package let shareKey: String?
    package let releaseAt: Instant?
    package let releaseZone: String?
    package let publishedAt: Instant
    package let descriptionMd: String
    package let artworkAssetId: ID<Asset>?
    package let artworkUrl: String?
    package let artworkThumbUrl: String?
    package let primaryVersionId: ID<Version>?
    package let createdAt: Instant
    package let updatedAt: Instant

    /// Whether the viewer may change it.
    package let mayEdit: Bool

    /// Whether the viewer may hear it without loss.
    package let mayHearLossless: Bool
    package let tags: [String]

    package var primaryVersion: VersionAnswer?

    /// Liner notes as safe HTML.
    package var descriptionHtml: String?
    package var versions: [VersionAnswer]?
    package var credits: [CreditAnswer]?

    /// The primary version's stream, transcodes and waveform once more, where players look first.
    package var stream: StreamAnswer?
    package var transcodes: [TranscodeAnswer]?
    package var waveformUrl: String?
    package var counts: CountsAnswer?

    /// The track as a list shows it.
    package init(_ card: TrackCard, key: String? = nil) {
        self.init(card.track, tags: card.tags, key: key)
        primaryVersion = card.version.map(VersionAnswer.init)
    }

    /// The track without its versions; `key` is the one that the viewer came with.
    package init(_ track: Track, tags: [String], key: String? = nil) {
        id = track.id
        title = track.title
        slug = track.slug
        url = track.path + track.keyQuery(key)
        artist = ArtistAnswer(track.artist)
        ownerUserId = track.ownerUserID
        visibility = track.visibility
        shareKey = track.mayEdit ? track.shareKey : nil
        releaseAt = track.releaseAt
        releaseZone = track.releaseZone
        publishedAt = track.publishedAt
        descriptionMd = track.descriptionMD
        artworkAssetId = track.artworkAssetID
        artworkUrl = track.artworkAssetID.map { CatalogPaths.artwork($0, .full) + track.keyQuery(key) }
        artworkThumbUrl = track.artworkAssetID.map { CatalogPaths.artwork($0, .thumb) + track.keyQuery(key) }
        primaryVersionId = track.primaryVersionID
        createdAt = track.createdAt
        updatedAt = track.updatedAt
        mayEdit = track.mayEdit
        mayHearLossless = track.mayHear && track.mayHearLossless
        self.tags = tags
    }

    /// The address of its artwork in that size, as open as that of the whole.
    package func artworkUrl(_ size: ArtworkSize) -> String? {
        guard let artworkAssetId, let artworkUrl else { return nil }
        return CatalogPaths.artwork(artworkAssetId, size) + artworkUrl.drop { $0 != "?" }
    }

    /// Adds what the track's own answer shows beside the list's.
    package mutating func complete(versions: [VersionAnswer], credits: [Credit]) {
        self.versions = versions
        self.credits = credits.map(CreditAnswer.init)
        descriptionHtml = Markdown.html(from: descriptionMd)
        primaryVersion = versions.first { $0.id == primaryVersionId }
        stream = primaryVersion?.stream
        transcodes = primaryVersion?.transcodes
        waveformUrl = primaryVersion?.waveformUrl
    }
}

/// An artist as JSON shows it beside a track.
package struct ArtistAnswer: Encodable, Sendable {
    package let id: ID<Artist>
    package let handle: String
    package let name: String

    /// The path of the artist's page.
    package let url: String

    /// The artist of this name.
    package init(_ artist: ArtistName) {
        id = artist.id
        handle = artist.handle
        name = artist.name
        url = CatalogPaths.artist(artist.handle)
    }
}

/// Somebody's part in a track as JSON shows it.
package struct CreditAnswer: Encodable, Sendable {
    package let personName: String
    package let role: Credit.Role
    package let url: String?

    /// The part that `credit` names.
    package init(_ credit: Credit) {
        personName = credit.personName
        role = credit.role
        url = credit.url
    }
}

/// How much there is of what people did with a track.
package struct CountsAnswer: Encodable, Sendable {
    package let plays: Int
    package let comments: Int

    /// These counts.
    package init(plays: Int, comments: Int) {
        self.plays = plays
        self.comments = comments
    }
}
