internal import HTML
internal import Playback
internal import Site

extension TrackPage {
    func stage(_ song: Song) -> Markup {
        section(.class("bleed track-wave"), .aria("label", "Waveform")) {
            div(.class("pinned")) {
                element(
                    "stemma-pins",
                    .class("pins"),
                    .role("group"),
                    .aria("label", "Comments by their moments")
                ) {}
                song.slider("hero")
                element("stemma-loop", .class("loop"), .forHands) {}
            }
            element("stemma-ruler", .class("ruler"), .aria("hidden", "true")) {}
            p(.class("times tn")) {
                span { "0:00" }
                span { Clock.length(milliseconds: song.length) }
            }
            div(.class("under-wave")) {
                div(.class("quote")) {}
                element("stemma-zoom", .class("zoom"), .forHands) {}
            }
            element("stemma-overview", .class("overview"), .forHands) {}
            if !soundFiles.isEmpty {
                noscript {
                    audio(
                        .class("no-script-player"),
                        Attribute("controls", isPresent: true),
                        Attribute("preload", "none")
                    ) {
                        for file in soundFiles { source(.src(file.url), .type(file.type)) }
                    }
                }
            }
        }
    }
}
