package import Essentials
package import SQL
package import Uploads

/// Which tracks a list is of; newest first.
package struct TrackFilter: Hashable, Sendable {
    /// Only this artist's.
    package var artist: ID<Artist>?

    /// Only those with this tag, in the form in which tags are kept.
    package var tag: String?

    /// Only those with a version made from one of these uploads.
    package var originals: [ID<Asset>]?

    /// All tracks, or those of an artist, with a tag, or both.
    package init(artist: ID<Artist>? = nil, tag: String? = nil) {
        self.artist = artist
        self.tag = tag
    }
}

extension TrackCard {
    /// A page of the tracks that stand in lists for `viewer`, newest first.
    ///
    /// Tracks without sound yet are shown to the artist's members only.
    package static func recent(
        _ filter: TrackFilter = TrackFilter(),
        for viewer: Viewer,
        after cursor: Cursor? = nil,
        limit: Int = 20,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> Page<TrackCard> {
        let rows = try await session.query(
            recentSQL(filter, for: viewer, after: cursor, limit: limit, at: now)
        )
        let cards = try await cards(rows, in: session)
        return Page(cards, limit: limit) { card in
            Cursor(String(card.track.publishedAt.milliseconds), card.track.id.text)
        }
    }

    /// At most `limit` tracks of others that stand in lists for `viewer` and share some of `tags` with the track: first
    /// those that share most.
    ///
    /// Of each tag the newest hundred tracks are looked at, so that it takes no longer where thousands share one.
    package static func related(
        to track: Track,
        tags: [String],
        for viewer: Viewer,
        limit: Int = 6,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> [TrackCard] {
        guard !tags.isEmpty else { return [] }
        let newest = tags.map { tag in
            """
            SELECT n.track_id FROM (
                SELECT k.track_id FROM track_tags k
                WHERE k.tag_id = (SELECT g.id FROM tags g WHERE g.tag = \(tag))
                ORDER BY k.published_at DESC, k.track_id DESC LIMIT 100
            ) n
            """ as SQL
        }
        let rows = try await session.query(
            """
            SELECT \(Track.columns(for: viewer)), \(Version.columns)
            FROM (
                SELECT s.track_id, count(*) AS shared FROM (\(newest.joined(separator: " UNION ALL "))) s
                GROUP BY s.track_id
            ) c
            JOIN tracks t ON t.id = c.track_id JOIN artists a ON a.id = t.artist_id
            LEFT JOIN track_versions v ON v.id = t.primary_version_id AND v.deleted_at IS NULL
            WHERE t.id <> \(track.id) AND v.playable = 1 AND \(TrackAccess.listed(for: viewer, at: now))
            AND t.artist_id <> \(track.artist.id)
            ORDER BY c.shared DESC, t.published_at DESC, t.id DESC LIMIT \(limit)
            """
        )
        return try await cards(rows, in: session)
    }

    /// One statement per list, so that the plan of each can be looked at.
    static func recentSQL(
        _ filter: TrackFilter,
        for viewer: Viewer,
        after cursor: Cursor?,
        limit: Int,
        at now: Instant
    ) -> SQL {
        var conditions: [SQL] = [
            TrackAccess.listed(for: viewer, at: now),
            "(v.playable = 1 OR \(TrackAccess.isMember(viewer)))",
        ]
        if let artist = filter.artist { conditions.append("t.artist_id = \(artist)") }
        if let originals = filter.originals {
            conditions.append(
                """
                t.id IN (SELECT o.track_id FROM track_versions o
                WHERE o.original_asset_id IN (\(list: originals)) AND o.deleted_at IS NULL)
                """
            )
        }
        var from: SQL = "tracks t"
        var order: (time: SQL, id: SQL) = ("t.published_at", "t.id")
        if let tag = filter.tag {
            from = "track_tags k JOIN tracks t ON t.id = k.track_id"
            conditions.append("k.tag_id = (SELECT g.id FROM tags g WHERE g.tag = \(tag))")
            order = ("k.published_at", "k.track_id")
        }
        if let cursor, let place = Place(cursor) {
            conditions.append("(\(order.time), \(order.id)) < (\(place.time), \(place.id))")
        }
        return """
            SELECT \(Track.columns(for: viewer)), \(Version.columns)
            FROM \(from) JOIN artists a ON a.id = t.artist_id
            LEFT JOIN track_versions v ON v.id = t.primary_version_id AND v.deleted_at IS NULL
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(order.time) DESC, \(order.id) DESC LIMIT \(limit + 1)
            """
    }

    private static func cards(_ rows: [Row], in session: any Session) async throws(SQLError) -> [TrackCard] {
        let tracks = try rows.map { row throws(SQLError) in try Track(row) }
        let tags = try await Tag.of(tracks.map(\.id), in: session)
        var cards: [TrackCard] = []
        for (row, track) in zip(rows, tracks) {
            let version = try row["version_id"] as ID<Version>? == nil ? nil : Version(row)
            cards.append(TrackCard(track: track, version: version, tags: tags[track.id] ?? []))
        }
        return cards
    }
}

/// The last track of a page: where the next one goes on.
private struct Place {
    let time: Instant
    let id: ID<Track>

    init?(_ cursor: Cursor) {
        guard cursor.keys.count == 2, let time = Int64(cursor.keys[0]), let id = ID<Track>(cursor.keys[1])
        else {
            return nil
        }
        self.time = Instant(milliseconds: time)
        self.id = id
    }
}
