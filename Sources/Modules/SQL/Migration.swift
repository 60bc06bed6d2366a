/// One change of the schema with its way back.
///
/// A migration that has shipped never changes: the database remembers the checksum of what it ran.
package struct Migration: Sendable {
    /// Four digits and a name, such as `0030-catalog`: the order over all slices.
    package let id: String
    let up: @Sendable (Dialect) -> [SQL]
    let down: @Sendable (Dialect) -> [SQL]

    /// A migration whose statements take what differs from `Dialect`.
    package init(
        _ id: String,
        up: @escaping @Sendable (Dialect) -> [SQL],
        down: @escaping @Sendable (Dialect) -> [SQL]
    ) {
        self.id = id
        self.up = up
        self.down = down
    }

    /// A migration of the same text on both engines.
    package init(_ id: String, up: [SQL], down: [SQL]) {
        self.init(id, up: { _ in up }, down: { _ in down })
    }

    /// FNV-1a (64 bit, hexadecimal) of the way up: finds edits, not forgeries.
    func checksum(_ dialect: Dialect) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for statement in up(dialect) {
            let parts = [statement.text] + statement.values.map(\.spelling)
            for byte in parts.joined(separator: "\u{0}").utf8 + [0] {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }
        return String(hash, radix: 16)
    }
}

extension Datum {
    /// The same text for the same value, whatever the compiler.
    fileprivate var spelling: String {
        switch self {
        case .null: "null"
        case .integer(let number): "integer \(number)"
        case .real(let number): "real \(number.bitPattern)"
        case .text(let text): "text \(text)"
        case .blob(let bytes): "blob \(bytes)"
        }
    }
}

/// Why a schema can't be used or changed.
package enum MigrationError: Error, Hashable, Sendable {
    /// These have not been applied yet.
    case behind([String])
    /// These were edited after they had been applied.
    case changed([String])
    /// The database has these, which this program doesn't know: it is from a later version.
    case unknown([String])
}
