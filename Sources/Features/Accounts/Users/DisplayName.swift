/// Names that are shown.
enum DisplayName {
    /// What is wrong with the trimmed `name`, or nil.
    static func problem(with name: String) -> String? {
        if name.unicodeScalars.count > 100 { return "must have at most 100 characters" }
        let hasControl = name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return hasControl ? "must not hold control characters" : nil
    }
}
