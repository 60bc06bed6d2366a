package import Essentials
internal import Jobs
internal import SQL
internal import Uploads

extension Catalog {
    /// Changes a track that `viewer` may change.
    ///
    /// A new title gives it a new address, and the old one leads there for ever. A track that becomes private gets
    /// another key, so that old links stay shut. What is shared for the first time moves to the top of
    /// lists. A new picture is queued to be brought into the sizes that are shown.
    ///
    /// - Throws: ``CatalogError``.
    package func edit(
        _ id: ID<Track>,
        _ edit: TrackEdit,
        by viewer: Viewer,
        at now: Instant = .now
    ) async throws {
        let edit = try checked(edit)
        try await database.transaction { session in
            let track = try await requireEditable(id, by: viewer, at: now, in: session)
            try await check(edit, against: track, by: viewer, in: session)
            let slug = try await slug(of: track, after: edit, at: now, in: session)
            let new = Values(track, edit, slug: slug, at: now)
            try await write(new, to: track.id, at: now, in: session)
            if new.changesAccess(to: track) { try await AccessNews.publish(of: id, in: session) }
            if let credits = edit.credits { try await Credit.replace(credits, of: id, in: session) }
            if let tags = edit.tags {
                try await Tag.replace(tags, of: id, publishedAt: new.publishedAt, in: session)
            }
            if let asset = new.artworkAssetID, asset != track.artworkAssetID {
                let request = ArtworkRequest(assetID: asset)
                try await jobs.enqueue(.artwork, request, in: session, dedupeKey: asset.text)
            }
        }
    }

    private func checked(_ edit: TrackEdit) throws(CatalogError) -> TrackEdit {
        var edit = edit
        var problems = FieldProblems()
        edit.title = edit.title?.trimmed
        if let title = edit.title { problems.checkTitle(title) }
        if let markdown = edit.descriptionMD { problems.checkDescription(markdown) }
        if let credits = edit.credits { problems.checkCredits(credits) }
        if let tags = edit.tags { edit.tags = problems.tags(tags) }
        if case .set(let zone) = edit.releaseZone { problems.checkZone(zone) }
        try problems.refuse()
        return edit
    }

    /// Refuses a primary version that isn't the track's or has no sound, and artwork that isn't the viewer's.
    private func check(
        _ edit: TrackEdit,
        against track: Track,
        by viewer: Viewer,
        in session: any Session
    ) async throws {
        var problems = FieldProblems()
        if let version = edit.primaryVersionID {
            let isFit = try await session.exists(
                """
                SELECT 1 FROM track_versions WHERE id = \(version) AND track_id = \(track.id)
                AND deleted_at IS NULL AND status IN ('pending', 'ready')
                """
            )
            problems.check(isFit, "primary_version_id", "That is no version of this track that can be heard.")
        }
        if case .set(let asset) = edit.artworkAssetID, asset != track.artworkAssetID {
            let isFit = try await Artwork.mayUse(asset, for: track.id, by: viewer, in: session)
            problems.check(isFit, "artwork_asset_id", "That is no picture of yours.")
        }
        try problems.refuseUnknown()
    }

    private func slug(
        of track: Track,
        after edit: TrackEdit,
        at now: Instant,
        in session: any Session
    ) async throws -> String {
        guard let title = edit.title, Slug.make(from: title) != Slug.make(from: track.title) else {
            return track.slug
        }
        try await Artist.hold(track.artist.id, in: session)
        let slug = try await Track.freeSlug(for: title, of: track.artist.id, except: track.id, in: session)
        try await Track.redirect(track.slug, to: track, today: slug, at: now, in: session)
        return slug
    }

    /// The values of a track's row after an edit.
    private struct Values {
        let title: String
        let slug: String
        let descriptionMD: String
        let visibility: Visibility
        let shareKey: String
        let releaseAt: Instant?
        let releaseZone: String?
        let publishedAt: Instant
        let artworkAssetID: ID<Asset>?
        let primaryVersionID: ID<Version>?

        init(_ track: Track, _ edit: TrackEdit, slug: String, at now: Instant) {
            title = edit.title ?? track.title
            self.slug = slug
            descriptionMD = edit.descriptionMD ?? track.descriptionMD
            visibility = edit.visibility ?? track.visibility
            releaseAt = edit.releaseAt.applied(to: track.releaseAt)
            releaseZone = releaseAt == nil ? nil : edit.releaseZone.applied(to: track.releaseZone)
            artworkAssetID = edit.artworkAssetID.applied(to: track.artworkAssetID)
            primaryVersionID = edit.primaryVersionID ?? track.primaryVersionID
            let becomesPrivate = visibility == .private && track.visibility != .private
            shareKey = becomesPrivate ? Track.newShareKey() : track.shareKey
            let isFirstShared = track.visibility == .private && visibility != .private
            publishedAt = releaseAt ?? (isFirstShared ? now : min(track.publishedAt, now))
        }

        /// Whether others may know of `track` than before.
        func changesAccess(to track: Track) -> Bool {
            visibility != track.visibility || releaseAt != track.releaseAt || shareKey != track.shareKey
        }
    }

    private func write(
        _ new: Values,
        to track: ID<Track>,
        at now: Instant,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute(
            """
            UPDATE tracks SET title = \(new.title), slug = \(new.slug), description_md = \(new.descriptionMD),
                visibility = \(new.visibility), share_key = \(new.shareKey), release_at = \(new.releaseAt),
                release_zone = \(new.releaseZone), published_at = \(new.publishedAt),
                artwork_asset_id = \(new.artworkAssetID), primary_version_id = \(new.primaryVersionID),
                updated_at = \(now)
            WHERE id = \(track)
            """
        )
        try await session.execute(
            "UPDATE track_tags SET published_at = \(new.publishedAt) WHERE track_id = \(track)"
        )
    }
}

extension Track {
    /// Lets an old slug lead to the track, whose slug of today leads nowhere else any more.
    static func redirect(
        _ old: String,
        to track: Track,
        today: String,
        at now: Instant,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute(
            "DELETE FROM slug_redirects WHERE artist_id = \(track.artist.id) AND slug = \(today)"
        )
        guard old != today else { return }
        try await session.execute(
            """
            INSERT INTO slug_redirects (artist_id, slug, track_id, created_at)
            VALUES (\(track.artist.id), \(old), \(track.id), \(now))
            """
        )
    }
}
