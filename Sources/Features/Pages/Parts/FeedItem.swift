internal import Catalog
internal import Essentials
internal import HTML
internal import Site

/// A track in a list with its sleeve, its first words and its waveform.
func feedItem(_ track: TrackAnswer) -> Markup {
    let song = Song(track).flatMap { $0.isPlayable ? $0 : nil }
    let words = Wording.excerpt(track.descriptionMd, limit: 180)
    return li(.class("feed-item")) {
        a(.class("art-link"), .href(track.url), .tabindex(-1), .aria("hidden", "true")) {
            span(.class("art")) {
                artwork(track, sizes: "(width < 560px) 96px, min(15vw, 190px)")
            }
        }
        div(.class("body")) {
            p(.class("kind")) {
                a(.href(track.artist.url)) { track.artist.name }
                if track.publishedAt <= .now { moment(track.publishedAt) }
                if let standing = standing(of: track) { span { standing } }
            }
            h3 { a(.href(track.url)) { track.title } }
            if !words.isEmpty { p(.class("serif")) { words } }
            if let song {
                div(.class("line")) {
                    song.playButton("ghost")
                    song.strip()
                    span(.class("length tn")) { Clock.length(milliseconds: song.length) }
                }
            }
        }
    }
}
