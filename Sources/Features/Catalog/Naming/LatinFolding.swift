/// Latin letters with marks, and the plain ones that stand for them in an address.
enum LatinFolding {
    /// The plain spelling of a lower-case letter, or nil where it has none.
    ///
    /// Covers the letters of the Latin-1 Supplement and Latin Extended-A blocks and the Romanian commas; a letter
    /// with a combining mark falls back to the letter alone.
    static func fold(_ letter: Character) -> String? {
        if let plain = table[letter] { return plain }
        guard let base = letter.unicodeScalars.first, base.isASCII, base.properties.isAlphabetic else {
            return nil
        }
        return String(base)
    }

    private static let table: [Character: String] = {
        var table: [Character: String] = [:]
        for (letters, plain) in groups {
            for letter in letters { table[letter] = plain }
        }
        return table
    }()

    private static let groups: [(letters: String, plain: String)] = [
        ("àáâãäåāăąǎ", "a"), ("æ", "ae"), ("çćĉċč", "c"), ("ðďđ", "d"), ("èéêëēĕėęě", "e"),
        ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķĸ", "k"), ("ĺļľŀł", "l"),
        ("ñńņňŋ", "n"), ("òóôõöøōŏő", "o"), ("œ", "oe"), ("ŕŗř", "r"), ("śŝşšșſ", "s"), ("ß", "ss"),
        ("ţťŧț", "t"), ("þ", "th"), ("ùúûüũūŭůűų", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"),
    ]
}
