/// What a `User-Agent` says to a person.
struct UserAgent {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// As in `Firefox on Linux`; the text itself where it is no browser's.
    var name: String {
        guard !text.isEmpty else { return "A program" }
        guard let browser = Self.first(of: Self.browsers, in: text) else { return String(text.prefix(60)) }
        guard let system = Self.first(of: Self.systems, in: text) else { return browser }
        return "\(browser) on \(system)"
    }

    private static func first(of names: [(mark: String, name: String)], in text: String) -> String? {
        names.first { text.contains($0.mark) }?.name
    }

    /// In the order in which they must be looked for: each also calls itself by those after it.
    private static let browsers = [
        ("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ].map { (mark: $0.0, name: $0.1) }

    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ].map { (mark: $0.0, name: $0.1) }
}
