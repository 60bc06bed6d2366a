internal import HTML

extension Shell {
    /// How things sound; a script shows what the browser can do of it.
    var soundSheet: Markup {
        sheet("stemma-sound", "sound", "Sound") {
            choice(
                "Speed, at the same pitch",
                "speed",
                FormState(values: ["speed": "1"]),
                ["0.5", "0.75", "0.9", "1", "1.1", "1.25", "1.5", "2"].map { ($0, "\($0)×") }
            )
            choice(
                "Loudness",
                "loudness",
                FormState(values: ["loudness": "off"]),
                [("track", "Even songs"), ("album", "Even albums"), ("off", "As it is")]
            )
            crossfade
            choice(
                "Quality, where there is a choice",
                "quality",
                FormState(values: ["quality": "auto"]),
                [("auto", "Fits the connection"), ("lossless", "Lossless")]
            )
            choice(
                "Stop",
                "sleep",
                FormState(values: ["sleep": "off"]),
                [
                    ("off", "Never"), ("15", "15 min"), ("30", "30 min"), ("45", "45 min"), ("60", "60 min"),
                    ("song", "Song’s end"),
                ]
            )
            p(.class("meta tn"), .role("status"), .data("slot", "sleep-left")) {}
        }
    }

    private var crossfade: Markup {
        div(.class("field")) {
            label(.for("field-crossfade")) { "From song to song" }
            div(.class("slide")) {
                input(
                    .id("field-crossfade"),
                    .type("range"),
                    .name("crossfade"),
                    Attribute("min", "0"),
                    Attribute("max", "12"),
                    .value("0")
                )
                span(.class("tn"), .data("slot", "crossfade")) { "no gap" }
            }
        }
    }
}
