internal import Essentials

/// Names that are shown.
enum DisplayName {
    /// What is wrong with the trimmed `name`, or nil.
    static func problem(with name: String) -> String? {
        if name.unicodeScalars.count > 100 { return "must have at most 100 characters" }
        if !name.isPlainLine { return "must not hold control characters" }
        return name.isEmpty || name.isVisible ? nil : "must have a character that can be seen"
    }
}
