internal import App
internal import FoundationEssentials

/// The words after the command's name: options that begin with `--`, and the rest.
struct Arguments {
    private(set) var words: [String] = []
    private var options: [String: String] = [:]

    /// Options that stand alone.
    private static let flags: Set = ["migrate", "add", "remove"]

    /// Options that take the word that follows, or what comes after `=`.
    private static let named: Set = ["listen", "data", "roles", "back"]

    init(_ all: [String]) throws {
        var rest = all[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                words.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first else { continue }
            if Self.flags.contains(name) {
                options[name] = "on"
            } else if !Self.named.contains(name) {
                throw UsageError("There is no option --\(name).")
            } else if let value = parts.count == 2 ? parts[1] : rest.popFirst() {
                options[name] = value
            } else {
                throw UsageError("--\(name) needs a value.")
            }
        }
    }

    subscript(_ name: String) -> String? { options[name] }

    func has(_ flag: String) -> Bool { options[flag] != nil }

    /// The settings: `.env` beneath the environment beneath the options.
    func settings() throws -> Settings {
        var values = try Self.environmentFile()
        values.merge(ProcessInfo.processInfo.environment) { _, new in new }
        let named = ["listen": "STEMMA_LISTEN", "data": "STEMMA_DATA", "roles": "STEMMA_ROLES"]
        for (option, setting) in named {
            if let value = options[option] { values[setting] = value }
        }
        return try Settings(values: values)
    }

    private static func environmentFile() throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: ".env") else { return [:] }
        do {
            return EnvironmentFile.values(in: try String(contentsOf: URL(filePath: ".env"), encoding: .utf8))
        } catch {
            throw UsageError("The file .env can't be read as UTF-8 text: \(error)")
        }
    }
}
