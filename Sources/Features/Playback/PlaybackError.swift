/// Why something can't be played or counted.
package enum PlaybackError: Error, Hashable, Sendable {
    /// There is no such music, or none that the viewer may hear.
    case notFound

    /// The music is known to the viewer, but there is no sound of it yet or any more.
    case notPlayable
}
