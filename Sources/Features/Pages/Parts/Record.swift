internal import Catalog
internal import HTML
internal import Site

/// A track as a sleeve with its name under it.
func record(_ track: TrackAnswer) -> Markup {
    let song = Song(track).flatMap { $0.isPlayable ? $0 : nil }
    return li(.class("record")) {
        a(.class("art-link"), .href(track.url), .tabindex(-1), .aria("hidden", "true")) {
            span(.class("art")) { artwork(track, sizes: "(width < 720px) 50vw, 25vw") }
        }
        div(.class("name")) {
            h3 { a(.href(track.url)) { track.title } }
            p(.class("tn")) {
                [song.map { Clock.length(milliseconds: $0.length) }, standing(of: track)]
                    .compactMap(\.self).joined(separator: " · ")
            }
        }
        if let song { song.playButton("ghost") }
    }
}
