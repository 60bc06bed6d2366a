package import Essentials
package import SQL
package import Uploads

extension AccentColour {
    /// The colour that pages take from the picture `asset`; nil where none was taken yet.
    package static func of(_ asset: ID<Asset>, in session: any Session) async throws -> AccentColour? {
        let row = try await session.first(
            "SELECT hue, chroma, lightness FROM artwork_colours WHERE asset_id = \(asset)"
        )
        return try row.map { row in
            AccentColour(OKLCH(try row["lightness"], try row["chroma"], try row["hue"]))
        }
    }

    /// Keeps this as the colour of the picture `asset`.
    func keep(for asset: ID<Asset>, in session: any Session) async throws {
        try await session.execute(
            """
            INSERT INTO artwork_colours (asset_id, hue, chroma, lightness)
            VALUES (\(asset), \(hue), \(chroma), \(lightness))
            ON CONFLICT (asset_id) DO UPDATE SET
                hue = excluded.hue, chroma = excluded.chroma, lightness = excluded.lightness
            """
        )
    }
}
