internal import SQL

extension Migration {
    /// A picture that is swept leaves its person without one, where it was kept from being swept.
    static let avatarMayGo = Migration(
        "0080-avatar-may-go",
        up: { replaceAvatar(in: $0, whenDeleted: "ON DELETE SET NULL") },
        down: { replaceAvatar(in: $0, whenDeleted: "") }
    )

    /// Puts a column with another rule in the old one's place: SQLite can't change a rule.
    private static func replaceAvatar(in dialect: Dialect, whenDeleted rule: SQL) -> [SQL] {
        [
            "ALTER TABLE users RENAME COLUMN avatar_asset_id TO old_avatar_asset_id",
            "ALTER TABLE users ADD COLUMN avatar_asset_id \(dialect.textID) REFERENCES assets (id) \(rule)",
            "UPDATE users SET avatar_asset_id = old_avatar_asset_id",
            "ALTER TABLE users DROP COLUMN old_avatar_asset_id",
        ]
    }
}
