internal import SQL

extension Migration {
    /// Whom the admins let hear without loss.
    static let lossless = Migration(
        "0090-lossless",
        up: { _ in
            [
                """
                ALTER TABLE users ADD COLUMN may_hear_lossless BIGINT NOT NULL DEFAULT 0
                    CHECK (may_hear_lossless IN (0, 1))
                """
            ]
        },
        down: { _ in ["ALTER TABLE users DROP COLUMN may_hear_lossless"] }
    )
}
