internal import Crypto
internal import Essentials
internal import SQL
internal import Synchronization

/// The secrets by which listeners' addresses are hidden: a new one every day, and yesterday's is destroyed.
///
/// Within a day the same address gives the same hash, so that listeners can be counted; over days nothing ties them
/// together, and once the salt is gone nobody can try addresses until one fits.
package final class DailySalts: Sendable {
    private let today = Mutex<(day: Day, key: SymmetricKey)?>(nil)

    /// Salts that are kept in a table, so that all processes hash alike.
    package init() {}

    /// The salt of `day`; the first to ask for it makes it.
    func salt(of day: Day, in database: any Database) async throws -> SymmetricKey {
        if let known = today.withLock({ $0?.day == day ? $0?.key : nil }) { return known }
        try await database.execute(
            """
            INSERT INTO daily_salts (day, salt) VALUES (\(day), \(randomBytes(32)))
            ON CONFLICT (day) DO NOTHING
            """
        )
        let bytes: [UInt8] = try await database.value("SELECT salt FROM daily_salts WHERE day = \(day)")
        guard let key = SymmetricKey(bytes) else { throw DamagedSalt() }
        today.withLock { $0 = (day, key) }
        return key
    }

    /// Destroys the salts of the days before yesterday; yesterday's still serves plays that began before midnight.
    static func destroyOld(before day: Day, in session: any Session) async throws(SQLError) {
        try await session.execute("DELETE FROM daily_salts WHERE day < \(Day(number: day.number - 1))")
    }
}

/// A salt in the table is shorter than it was written.
private struct DamagedSalt: Error {}
