package import Accounts
package import Essentials
internal import HTTP
package import SQL

extension ArtistRole: SQLEnum {}

extension Artist {
    /// Makes an artist whose first member and owner is `user`; run it in the transaction of the sign-up.
    ///
    /// - Throws: `SQLError` of kind `unique` on `handle`; ``CatalogError/handleTaken`` where an old address uses it.
    @discardableResult
    package static func make(
        handle: String,
        name: String,
        owner user: UserID,
        at now: Instant = .now,
        in session: any Session
    ) async throws -> ID<Artist> {
        try await refuseRedirecting(handle, except: nil, in: session)
        let id = ID<Artist>(at: now)
        try await session.execute(
            """
            INSERT INTO artists (id, handle, name, created_at, updated_at)
            VALUES (\(id), \(handle), \(name), \(now), \(now))
            """
        )
        try await session.execute(
            """
            INSERT INTO artist_members (artist_id, user_id, role, created_at)
            VALUES (\(id), \(user), \(ArtistRole.owner), \(now))
            """
        )
        return id
    }

    /// Makes the first artist of somebody who signs up, of the same handle and name; run it in that transaction.
    package static func makeFirst(of user: User, in session: any Session) async throws {
        try await make(handle: user.handle, name: user.displayName, owner: user.id, in: session)
    }

    /// Gives the artist that has somebody's own handle the name and bio that they gave themselves.
    package static func follow(
        _ user: User,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute(
            """
            UPDATE artists SET name = \(user.displayName), bio_md = \(user.bio), updated_at = \(now)
            WHERE handle = \(user.handle) AND id IN (
                SELECT m.artist_id FROM artist_members m
                WHERE m.user_id = \(user.id) AND m.role = \(ArtistRole.owner)
            )
            """
        )
    }

    /// Adds a member, or gives one another role.
    package static func addMember(
        _ user: UserID,
        as role: ArtistRole,
        to artist: ID<Artist>,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute(
            """
            INSERT INTO artist_members (artist_id, user_id, role, created_at)
            VALUES (\(artist), \(user), \(role), \(now))
            ON CONFLICT (artist_id, user_id) DO UPDATE SET role = excluded.role
            """
        )
    }

    /// The artist at `/@handle`, or where an old handle leads.
    package static func find(handle: String, in session: any Session) async throws(SQLError) -> Lookup<Artist>
    {
        if let row = try await session.first("\(select) WHERE a.handle = \(handle)") {
            return .found(try Artist(row))
        }
        let moved = try await session.first(
            """
            SELECT a.handle FROM handle_redirects r JOIN artists a ON a.id = r.artist_id
            WHERE r.handle = \(handle)
            """
        )
        guard let today: String = try moved?[0] else { return .missing }
        return .moved(CatalogPaths.artist(today))
    }

    /// The artists that `user` acts for, the first one first.
    package static func of(
        _ user: UserID,
        in session: any Session
    ) async throws(SQLError) -> [ArtistName] {
        try await session.query(
            """
            SELECT a.id, a.handle, a.name FROM artists a JOIN artist_members m ON m.artist_id = a.id
            WHERE m.user_id = \(user) ORDER BY m.created_at, a.id
            """
        ).map { row throws(SQLError) in
            ArtistName(id: try row["id"], handle: try row["handle"], name: try row["name"])
        }
    }

    /// The artist with this handle, of today or former, with or without `@`.
    package static func id(
        named handle: String,
        in session: any Session
    ) async throws(SQLError) -> ID<Artist>? {
        let handle = handle.hasPrefix("@") ? String(handle.dropFirst()) : handle
        guard handle.isPlainLine else { return nil }
        return try await session.first(
            """
            SELECT id FROM artists WHERE handle = \(handle)
            UNION ALL SELECT artist_id FROM handle_redirects WHERE handle = \(handle)
            """
        )?[0]
    }

    /// Gives an artist another handle; the old one leads to it for ever.
    ///
    /// - Throws: `SQLError` of kind `unique` on `handle`; ``CatalogError/handleTaken`` where the handle leads to
    ///   another artist.
    package static func rename(
        _ artist: ID<Artist>,
        to handle: String,
        at now: Instant = .now,
        in session: any Session
    ) async throws {
        try await refuseRedirecting(handle, except: artist, in: session)
        try await session.execute("DELETE FROM handle_redirects WHERE handle = \(handle)")
        try await session.execute(
            """
            INSERT INTO handle_redirects (handle, artist_id, created_at)
            SELECT handle, id, \(now) FROM artists WHERE id = \(artist) AND handle <> \(handle)
            """
        )
        try await session.execute(
            "UPDATE artists SET handle = \(handle), updated_at = \(now) WHERE id = \(artist)"
        )
    }

    private static func refuseRedirecting(
        _ handle: String,
        except artist: ID<Artist>?,
        in session: any Session
    ) async throws {
        let holder: ID<Artist>? = try await session.first(
            "SELECT artist_id FROM handle_redirects WHERE handle = \(handle)"
        )?[0]
        if let holder, holder != artist { throw CatalogError.handleTaken }
    }

    private static let select: SQL = "SELECT a.id, a.handle, a.name, a.bio_md, a.created_at FROM artists a"

    private init(_ row: Row) throws(SQLError) {
        id = try row["id"]
        handle = try row["handle"]
        name = try row["name"]
        bioMD = try row["bio_md"]
        createdAt = try row["created_at"]
    }
}
