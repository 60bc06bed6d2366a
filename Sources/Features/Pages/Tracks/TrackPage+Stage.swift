internal import HTML
internal import Site

extension TrackPage {
    func stage(_ song: Song) -> Markup {
        section(.class("bleed track-wave"), .aria("label", "Waveform")) {
            div(.class("pinned")) {
                element("stemma-pins", .class("pins")) {}
                song.slider("hero")
            }
            p(.class("times tn")) {
                span { "0:00" }
                span { Clock.length(milliseconds: song.length) }
            }
            div(.class("quote")) {}
            if let soundFile {
                noscript {
                    audio(
                        .class("no-script-player"),
                        Attribute("controls", isPresent: true),
                        Attribute("preload", "none"),
                        .src(soundFile)
                    )
                }
            }
        }
    }
}
