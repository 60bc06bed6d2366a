/// The kind of program that played, as far as statistics need to know.
package enum UserAgentClass: String, CaseIterable, Sendable {
    case phone
    case tablet
    case desktop
    case television
    case program
    case crawler
    case unknown

    /// The class of the program that sent `userAgent` (RFC 9110 §10.1.5).
    ///
    /// The first rule whose mark occurs decides, so that crawlers that call themselves a phone stay crawlers.
    package init(userAgent: String?) {
        guard let text = userAgent?.lowercased(), !text.isEmpty else {
            self = .unknown
            return
        }
        self = Self.rules.first { rule in rule.marks.contains { text.contains($0) } }?.kind ?? .unknown
    }

    private static let rules: [(kind: UserAgentClass, marks: [String])] = [
        (
            .crawler,
            ["bot", "crawl", "spider", "slurp", "facebookexternalhit", "preview", "headlesschrome/0"]
        ),
        (
            .television,
            ["smart-tv", "smarttv", "appletv", "googletv", "android tv", "crkey", "roku", "tizen"]
        ),
        (.tablet, ["ipad", "tablet", "kindle", "silk/"]),
        (.phone, ["iphone", "ipod", "mobile", "android"]),
        (.desktop, ["windows nt", "macintosh", "x11", "cros "]),
        (
            .program,
            [
                "curl/", "wget/", "lavf/", "ffmpeg", "vlc/", "mpv", "python", "go-http", "okhttp", "dart",
                "java/", "libwww", "applecoremedia", "cfnetwork", "stagefright", "node",
            ]
        ),
    ]
}
