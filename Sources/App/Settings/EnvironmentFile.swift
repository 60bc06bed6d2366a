internal import Essentials

/// The lines of a `.env` file: `NAME=value`, with `#` before a comment and quotes around what has blanks.
package enum EnvironmentFile {
    /// The values by name; lines that are no setting are passed over.
    package static func values(in text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let entry = line.trimmed
            guard !entry.hasPrefix("#"), let mark = entry.firstIndex(of: "=") else { continue }
            var name = entry[..<mark].trimmed
            if name.hasPrefix("export ") { name = name.dropFirst(7).trimmed }
            values[name] = unquoted(entry[entry.index(after: mark)...].trimmed)
        }
        return values
    }

    private static func unquoted(_ value: String) -> String {
        guard value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote
        else {
            return value
        }
        return String(value.dropFirst().dropLast())
    }
}
