internal import Catalog
internal import Essentials
internal import HTML
internal import Site

/// What can be done with a song beside playing it now; for browsers with scripts.
///
/// `offersKeeping` where no other button beside it keeps the song on the device.
func queueMenu(_ song: Song, offersKeeping: Bool) -> Markup {
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
            if offersKeeping { li { keepItem(song) } }
        }
    }
}
