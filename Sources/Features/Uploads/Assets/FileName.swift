internal import Essentials

/// What may be kept of the name of an uploaded file.
enum FileName {
    /// What is wrong with `name` as the name of one file, or nil.
    static func problem(with name: String) -> String? {
        if name.isEmpty { return "must not be empty" }
        if name.utf8.count > 255 { return "must be at most 255 bytes" }
        // Bytes and not characters: with a mark behind it, a slash is another character.
        if name == "." || name == ".." || name.utf8.contains(where: "/\\".utf8.contains) {
            return "must be a plain name without a path"
        }
        if !name.isPlainLine { return "must not hold control characters" }
        return nil
    }

    /// The ending for the stored object: the name's own where it is one that is known, else `bin`.
    static func safeExtension(of name: String) -> String {
        let ending = name.split(separator: ".").dropFirst().last?.lowercased() ?? ""
        return audio.contains(ending) || pictures.contains(ending) ? ending : "bin"
    }

    /// Whether the name or the declared media type announces a picture.
    static func announcesPicture(_ name: String, mime: String?) -> Bool {
        if let mime, !mime.isEmpty, mime != "application/octet-stream" { return mime.hasPrefix("image/") }
        return pictures.contains(safeExtension(of: name))
    }

    private static let audio: Set<String> = [
        "wav", "rf64", "w64", "aif", "aiff", "aifc", "caf", "flac", "wv", "mp3", "m4a", "mp4", "aac", "ogg",
        "oga", "opus",
    ]
    private static let pictures: Set<String> = ["jpg", "jpeg", "png", "webp"]
}
