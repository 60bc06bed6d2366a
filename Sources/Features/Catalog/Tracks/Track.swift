package import Essentials
internal import HTTP
package import Uploads

/// A song: one canonical title and address over all of its versions.
package struct Track: Sendable {
    package let id: ID<Track>

    /// Under whose name it is published.
    package let artist: ArtistName

    /// Who uploaded it; their ban takes it off the air.
    package let ownerUserID: UserID

    /// The last part of its address, unique among the artist's tracks.
    package let slug: String

    /// 1…200 characters.
    package let title: String

    /// Liner notes in Markdown.
    package let descriptionMD: String

    /// Who may find it once it is released.
    package let visibility: Visibility

    /// What opens the track to who holds its link; changes when the track is made private.
    package let shareKey: String

    /// When it comes out; nil where it is out.
    package let releaseAt: Instant?

    /// The time zone in which the release was planned, as the tz database names it.
    package let releaseZone: String?

    /// Its place in lists by date: the release, or when it was first shared.
    package let publishedAt: Instant

    package let artworkAssetID: ID<Asset>?

    /// The version that plays when none is named.
    package let primaryVersionID: ID<Version>?

    package let createdAt: Instant
    package let updatedAt: Instant

    /// Whether the viewer for whom it was read may change it.
    package let mayEdit: Bool

    /// Whether they may hear it; else they only see that it is there.
    package let mayHear: Bool

    /// Whether they may hear it without loss, where they may hear it.
    package let mayHearLossless: Bool

    /// The path of its page.
    package var path: String { CatalogPaths.trackPage(artist.handle, slug) }

    /// What follows the path of its page and its images for a viewer who came with `key`: the key where it opens
    /// the track to others, for those who know it.
    package func keyQuery(_ key: String?) -> String {
        let isKnown = key == shareKey || mayEdit && visibility == .unlisted
        return isKnown && visibility != .private ? "?key=\(shareKey)" : ""
    }
}

/// A track as lists show it.
package struct TrackCard: Sendable {
    package let track: Track

    /// The primary version, nil where there is none.
    package let version: Version?

    /// In the order in which the artist gave them.
    package let tags: [String]
}
