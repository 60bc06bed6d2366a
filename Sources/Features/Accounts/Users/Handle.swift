internal import Essentials

/// The names people go by in addresses: 2 to 30 of `a`–`z`, `0`–`9` and `_`.
package enum Handle {
    /// `text` as handles are kept and compared: without spaces around it or an `@` before it, in lower case.
    package static func folded(_ text: String) -> String {
        let trimmed = text.trimmed
        return (trimmed.hasPrefix("@") ? String(trimmed.dropFirst()) : trimmed).lowercased()
    }

    /// What folds to a handle that may be free, as a regular expression (ECMA-262).
    static let pattern = #"^\s*@?[A-Za-z0-9_]{2,30}\s*$"#

    /// What is wrong with the folded `handle`, or nil.
    package static func problem(with handle: String) -> String? {
        guard (2...30).contains(handle.utf8.count) else { return "must have 2 to 30 characters" }
        guard handle.utf8.allSatisfy(isAllowed) else { return "may hold a–z, 0–9 and _ only" }
        return reserved.contains(handle) ? "is taken" : nil
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Names that the program uses, or that would pass for it.
    private static let reserved: Set<String> = [
        "about", "abuse", "account", "accounts", "admin", "administrator", "analytics", "anonymous", "api",
        "app", "artist", "artists", "assets", "auth", "billing", "blog", "charts", "compare", "contact",
        "copyright",
        "demo", "discover", "dmca", "download", "downloads", "embed", "events", "everyone", "explore", "feed",
        "favicon", "genres", "health", "help", "home", "host", "hostmaster", "images", "info", "invite",
        "jobs",
        "label", "labels", "legal", "library", "live", "login", "logout", "mail", "me", "media", "messages",
        "mod",
        "moderator", "moderators", "music", "new", "news", "nobody", "notifications", "null", "objects",
        "official",
        "oembed", "playlist", "playlists", "postmaster", "privacy", "register", "rest", "root", "rss",
        "search",
        "security", "settings", "share", "shop", "sign_in", "sign_out", "sign_up", "signin", "signout",
        "signup",
        "song", "songs", "static", "stats", "status", "stemma", "store", "stream", "studio", "support",
        "system",
        "tag", "tags", "team", "terms", "track", "tracks", "trending", "undefined", "upload", "uploads",
        "user",
        "users", "version", "versions", "webmaster", "www",
    ]
}
