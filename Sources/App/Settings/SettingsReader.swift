internal import Essentials

/// Reads settings by name and gathers what is wrong with them, so that one start tells it all.
struct SettingsReader {
    private let values: [String: String]

    /// A sentence for each setting that can't be used, saying how to mend it.
    private(set) var problems: [String] = []

    init(_ values: [String: String]) {
        self.values = values
    }

    /// The value of `name`, or nil where it isn't set or is empty.
    func text(_ name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// What `parse` makes of the text; `form` says what it should look like.
    mutating func value<Value>(
        _ name: String,
        default fallback: Value,
        form: String,
        _ parse: (String) -> Value?
    ) -> Value {
        guard let text = text(name) else { return fallback }
        guard let value = parse(text) else {
            problems.append("\(name) is “\(text)”; write \(form).")
            return fallback
        }
        return value
    }

    /// What `parse` makes of each part of a list that is separated by commas; `form` says what one looks like.
    mutating func list<Value>(_ name: String, form: String, _ parse: (String) -> Value?) -> [Value] {
        let parts = (text(name) ?? "").split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
        return parts.compactMap { part in
            let value = parse(part)
            if value == nil { problems.append("\(name) names “\(part)”; write \(form).") }
            return value
        }
    }

    /// A whole number within `range`.
    mutating func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int) -> Int {
        let form = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return value(name, default: fallback, form: form) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// One of the cases that `Choice` has.
    mutating func choice<Choice>(_ name: String, default fallback: Choice) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return value(name, default: fallback, form: "one of \(known)") { Choice(rawValue: $0.lowercased()) }
    }

    /// Whether `name` is `on` or `off`.
    mutating func flag(_ name: String, default fallback: Bool) -> Bool {
        value(name, default: fallback, form: "on or off") { text in
            switch text.lowercased() {
            case "on", "yes", "true", "1": true
            case "off", "no", "false", "0": false
            default: nil
            }
        }
    }

    /// A URL that starts with one of `schemes`.
    mutating func url(_ name: String, schemes: [String]) -> String? {
        guard let value = text(name) else { return nil }
        guard schemes.contains(where: { value.hasPrefix($0) && value.count > $0.count }) else {
            problems.append("\(name) is “\(value)”; it must start with \(schemes.joined(separator: " or ")).")
            return nil
        }
        return value
    }

    /// A secret of 32 characters or more.
    mutating func secret(_ name: String) -> [UInt8]? {
        guard let value = text(name) else { return nil }
        guard value.utf8.count >= 32 else {
            problems.append("\(name) is shorter than 32 characters; leave it out, and one is made and kept.")
            return nil
        }
        return Array(value.utf8)
    }

    /// Objects to a setting of what isn't built yet: nobody should believe that it works.
    mutating func refuseUnbuilt(_ name: String, feature: String) {
        if text(name) != nil { problems.append("UNIMPLEMENTED: \(feature); leave \(name) out.") }
    }
}
