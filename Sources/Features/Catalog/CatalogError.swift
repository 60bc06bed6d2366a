/// Why the catalogue does not do what was asked.
package enum CatalogError: Error, Hashable, Sendable {
    /// Fields of the input that can't be accepted, each with what is wrong with it.
    case invalid([String: String])

    /// Fields of the input that name what there isn't, or what the viewer may not use, each with a sentence.
    case unknown([String: String])

    /// There is no such thing, or none that the viewer may know of.
    case notFound

    /// The viewer may see it, but not change it.
    case notYours

    /// A track keeps at least one version.
    case lastVersion

    /// Another artist has the handle, or had it once.
    case handleTaken

    /// The viewer acts for no artist.
    case noArtist
}
