internal import Essentials

/// The rules that a track's fields keep, with the sentences for those who break them.
extension FieldProblems {
    mutating func checkTitle(_ title: String) {
        check(title.isVisible, "title", "Give the track a title.")
        checkLine(title, "title", atMost: 200)
    }

    /// Expects a line of text of at most `most` Unicode scalars, as the database counts them.
    mutating func checkLine(_ text: String, _ field: String, atMost most: Int) {
        check(text.unicodeScalars.count <= most, field, "This has at most \(most) characters.")
        check(text.isPlainLine, field, "This is one line, without control characters.")
    }

    mutating func checkDescription(_ markdown: String) {
        check(markdown.utf8.count <= 100_000, "description_md", "Liner notes have at most 100 000 bytes.")
    }

    /// The tags as they are kept, or none where they break the rules.
    mutating func tags(_ texts: [String]) -> [String] {
        let tags = Tag.normalised(texts)
        check(
            tags != nil,
            "tags",
            "At most \(Tag.mostPerTrack) tags of 1 to \(Tag.longest) characters, without commas."
        )
        return tags ?? []
    }

    mutating func checkCredits(_ credits: [Credit]) {
        check(credits.count <= Credit.mostPerTrack, "credits", "At most \(Credit.mostPerTrack) credits.")
        check(
            credits.allSatisfy(\.isValid),
            "credits",
            "A credit has a name of 1 to 100 characters, and its address starts with http:// or https://."
        )
    }

    mutating func checkZone(_ zone: String?) {
        check(
            zone.map(Release.isZoneName) ?? true,
            "release_zone",
            "That is no time zone, as in Europe/Berlin."
        )
    }

    mutating func checkLabel(_ label: String?) {
        checkLine(label ?? "", "version_label", atMost: 100)
    }
}
