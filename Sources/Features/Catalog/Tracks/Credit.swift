package import Essentials
package import SQL

/// Somebody who had a part in a track.
package struct Credit: Hashable, Sendable {
    /// The part they had.
    package enum Role: String, Codable, CaseIterable, SQLEnum {
        case writer
        case producer
        case mixer
        case mastering
        case feature
        case musician
        case other
    }

    /// The most credits of one track.
    package static let mostPerTrack = 100

    /// 1…100 characters.
    package let personName: String
    package let role: Role

    /// An http address of the person, at most 2048 bytes.
    package let url: String?

    /// Somebody's part in a track.
    package init(personName: String, role: Role, url: String? = nil) {
        self.personName = personName
        self.role = role
        self.url = url
    }

    /// Whether the lengths and the address keep the rules.
    var isValid: Bool {
        (1...100).contains(personName.unicodeScalars.count) && personName.isPlainLine && personName.isVisible
            && url.map(Self.isWebAddress) ?? true
    }

    private static func isWebAddress(_ text: String) -> Bool {
        text.utf8.count <= 2048
            && ["https://", "http://"].contains { text.hasPrefix($0) && text.count > $0.count }
            && !text.unicodeScalars.contains { $0.value <= 32 || $0 == "\"" || $0 == "<" || $0 == ">" }
    }
}

extension Credit {
    /// The credits of a track in the order in which they were given.
    package static func of(_ track: ID<Track>, in session: any Session) async throws(SQLError) -> [Credit] {
        let rows = try await session.query(
            "SELECT person_name, role, url FROM credits WHERE track_id = \(track) ORDER BY position"
        )
        return try rows.map { row throws(SQLError) in
            Credit(personName: try row["person_name"], role: try row["role"], url: try row["url"])
        }
    }

    /// Gives a track these credits instead of those it has.
    static func replace(
        _ credits: [Credit],
        of track: ID<Track>,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute("DELETE FROM credits WHERE track_id = \(track)")
        guard !credits.isEmpty else { return }
        let rows = credits.enumerated().map { position, credit in
            """
            (\(ID<Credit>()), \(track), \(position), \(credit.personName), \(credit.role), \(credit.url))
            """ as SQL
        }
        try await session.execute(
            """
            INSERT INTO credits (id, track_id, position, person_name, role, url)
            VALUES \(rows.joined(separator: ", "))
            """
        )
    }
}
