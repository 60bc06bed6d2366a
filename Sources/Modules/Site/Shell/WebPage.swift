package import HTML

/// One page without what all pages share.
package struct WebPage: Sendable {
    /// The title of window and tab, without the instance's name.
    package var title: String

    /// What search engines and previews of links show.
    package var summary: String?

    /// The colour of its artwork.
    package var colour: PageColour

    /// Whether the header stands on the page's own colour, as the first section then does too.
    package var hasSleeve: Bool

    /// Whether it is the same for everybody and kept on devices, so that nothing of its viewer may stand on it.
    package var isForEverybody: Bool

    /// The place of the last event that the page may know of, from which on its scripts listen; nil where they don't.
    package var since: Int64?

    /// More for `<head>`: canonical address, previews.
    package var head: Markup

    /// The content of `<main>`.
    package var main: Markup

    /// A page of this title.
    package init(
        _ title: String,
        summary: String? = nil,
        colour: PageColour = .house,
        head: Markup = .nothing,
        hasSleeve: Bool = false,
        isForEverybody: Bool = false,
        @MarkupBuilder main: () -> Markup
    ) {
        self.title = title
        self.summary = summary
        self.colour = colour
        self.head = head
        self.main = main()
        self.hasSleeve = hasSleeve
        self.isForEverybody = isForEverybody
    }
}
