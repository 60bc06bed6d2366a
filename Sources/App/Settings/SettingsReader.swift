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

    /// Whether `name` is `on` or `off`.
    mutating func flag(_ name: String, default fallback: Bool) -> Bool {
        switch text(name)?.lowercased() {
        case nil: return fallback
        case "on", "yes", "true", "1": return true
        case "off", "no", "false", "0": return false
        case .some(let value):
            problems.append("\(name) is “\(value)”; write on or off.")
            return fallback
        }
    }

    /// A whole number within `range`.
    mutating func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int) -> Int {
        guard let value = text(name) else { return fallback }
        guard let number = Int(value), range.contains(number) else {
            problems.append(
                "\(name) is “\(value)”; write a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
            return fallback
        }
        return number
    }

    /// One of the cases that `Choice` has.
    mutating func choice<Choice>(_ name: String, default fallback: Choice) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let value = text(name) else { return fallback }
        guard let choice = Choice(rawValue: value.lowercased()) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append("\(name) is “\(value)”; write one of: \(known).")
            return fallback
        }
        return choice
    }

    /// The parts of a list that is separated by commas.
    func list(_ name: String) -> [String] {
        (text(name) ?? "").split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
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

    /// Adds a sentence of the caller's own.
    mutating func object(_ problem: String) {
        problems.append(problem)
    }
}

extension Substring {
    /// The text without white space at its ends.
    var trimmed: String {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
