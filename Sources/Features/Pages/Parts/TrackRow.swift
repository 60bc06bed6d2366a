internal import Catalog
internal import Essentials
internal import HTML
internal import Site

/// A track in a list: a line of print with its waveform.
func trackRow(_ track: TrackAnswer) -> Markup {
    let song = Song(track).flatMap { $0.isPlayable ? $0 : nil }
    return li(.class("row")) {
        if let song { song.playButton("ghost") } else { span() }
        a(.class("art"), .href(track.url), .tabindex(-1), .aria("hidden", "true")) { thumb(track) }
        div(.class("name")) {
            h3 { a(.href(track.url)) { track.title } }
            p {
                a(.href(track.artist.url)) { track.artist.name }
                if let standing = standing(of: track) { " · \(standing)" }
            }
        }
        if let song { song.strip() } else { span() }
        span(.class("length tn")) { song.map { Clock.length(milliseconds: $0.length) } ?? "" }
        if let song { queueMenu(song, offersKeeping: true) } else { span() }
    }
}

/// The track's artwork as large as a thumb; nothing but the ground where there is none yet.
func thumb(_ track: TrackAnswer) -> Markup {
    guard let address = track.artworkUrl(.thumb) else { return .nothing }
    let side = ArtworkSize.thumb.side
    return img(.src(address), .alt(""), .width(side), .height(side), .loading("lazy"))
}

/// The track's artwork as a sleeve; nothing but the ground where there is none yet.
///
/// Browsers take the size that fits `sizes` (HTML Standard §4.8.4.2.2); one that is in sight at once isn't lazy.
func artwork(_ track: TrackAnswer, sizes: String, isEager: Bool = false) -> Markup {
    guard let full = track.artworkUrl(.full), let half = track.artworkUrl(.half) else { return .nothing }
    let side = ArtworkSize.full.side
    return img(
        .src(full),
        Attribute("srcset", "\(half) \(ArtworkSize.half.side)w, \(full) \(side)w"),
        Attribute("sizes", sizes),
        .alt(""),
        .width(side),
        .height(side),
        .loading(isEager ? nil : "lazy")
    )
}

/// What only its own people see of a track that isn't out; nil for one that is.
func standing(of track: TrackAnswer) -> String? {
    guard track.mayEdit else { return nil }
    switch (track.visibility, track.primaryVersion?.status) {
    case (_, .failed): return "stopped"
    case (_, .pending): return "being prepared"
    case (.private, _): return "only you"
    case (.unlisted, _): return "with the link"
    case (.public, _):
        guard let release = track.releaseAt, release > .now else { return nil }
        return "appears \(release.dayText)"
    }
}
