package import Essentials

/// A value that a segment of a path or a parameter of a query can spell.
package protocol PathValue: Sendable {
    /// The value that the decoded `pathText` spells, or nil.
    init?(pathText: String)

    /// The text that spells the value, not yet percent-encoded.
    var pathText: String { get }

    /// How the API's description names such values.
    static var schema: Schema { get }
}

extension PathValue where Self: LosslessStringConvertible {
    package init?(pathText: String) {
        self.init(pathText)
    }

    package var pathText: String { description }

    package static var schema: Schema { .string() }
}

extension PathValue where Self: RawRepresentable, RawValue == String {
    package init?(pathText: String) {
        self.init(rawValue: pathText)
    }

    package var pathText: String { rawValue }

    package static var schema: Schema { .string() }
}

extension PathValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    package static var schema: Schema { .string(values: allCases.map(\.rawValue)) }
}

extension String: PathValue {}

extension Int: PathValue {
    package static var schema: Schema { .integer() }
}

extension Bool: PathValue {
    package static var schema: Schema { .boolean }
}

extension ID: PathValue {
    package static var schema: Schema { .id }
}

extension Day: PathValue {
    package static var schema: Schema { .string(format: "date") }
}

extension Instant: PathValue {
    package static var schema: Schema { .time }
}

extension Cursor: PathValue {}
