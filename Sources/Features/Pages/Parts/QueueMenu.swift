internal import Catalog
internal import Essentials
internal import HTML
internal import Site

/// What can be done with a song beside playing it now; for browsers with scripts.
func queueMenu(_ song: Song) -> Markup {
    details(.class("menu queue-menu")) {
        summary(.aria("label", "More for \(song.track.title)")) { icon(.more) }
        ul {
            for (place, words) in [("next", "Play next"), ("last", "Add to queue")] {
                li {
                    button(.type("button"), .data("queue", place), .data("version", song.version.id.text)) {
                        words
                    }
                }
            }
            li { keepItem(song) }
        }
    }
}
