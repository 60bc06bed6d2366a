/// The last part of a track's address: lower-case words joined by hyphens, unique among its artist's tracks.
package enum Slug {
    /// The most characters that a slug made from a title has, a number at its end apart.
    package static let longest = 60

    /// Last parts that pages of an artist use, or may use one day.
    static let reserved: Set<String> = [
        "about", "albums", "edit", "feed", "followers", "following", "likes", "new", "playlists", "settings",
        "tracks",
    ]

    /// The slug that `title` asks for.
    ///
    /// Latin letters lose their marks, other alphabets stay as they are, apostrophes vanish, and everything else
    /// parts two words. A title without a letter or a digit becomes `track`.
    package static func make(from title: String) -> String {
        var words: [String] = []
        var word = ""
        for character in title.lowercased() {
            if let part = spelling(of: character) {
                word += part
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return cut(words)
    }

    /// The first of `base`, `base-2`, `base-3`… that is neither reserved nor taken.
    package static func free(_ base: String, taken: Set<String>) -> String {
        var candidate = base
        var number = 1
        while reserved.contains(candidate) || taken.contains(candidate) {
            number += 1
            candidate = "\(base)-\(number)"
        }
        return candidate
    }

    /// What a character adds to a word: itself, its folding, or nothing at all; nil where it ends the word.
    private static func spelling(of character: Character) -> String? {
        switch character {
        case "a"..."z" where character.isASCII, "0"..."9" where character.isASCII: String(character)
        case "'", "’", "ʼ", "`": ""
        default: LatinFolding.fold(character) ?? (isWordPart(character) ? String(character) : nil)
        }
    }

    /// Whether it is a letter or a digit; a mark without its letter would stick to the hyphen before it.
    private static func isWordPart(_ character: Character) -> Bool {
        let category = character.unicodeScalars.first?.properties.generalCategory
        guard category != .nonspacingMark, category != .spacingMark, category != .enclosingMark else {
            return false
        }
        return character.isLetter || character.isNumber
    }

    /// The words joined, as many as fit; a first word that alone is too long is cut.
    private static func cut(_ words: [String]) -> String {
        guard let first = words.first else { return "track" }
        var slug = String(first.prefix(longest))
        for word in words.dropFirst() {
            guard slug.count + 1 + word.count <= longest else { break }
            slug += "-" + word
        }
        return slug
    }
}
