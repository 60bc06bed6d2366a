internal import HTML

extension Shell {
    /// The list of keys, opened by `?`.
    var keySheet: Markup {
        dialog(.class("dialog"), .id("keys"), .aria("labelledby", "keys-title")) {
            h2(.id("keys-title")) { "Keys" }
            form(.method("dialog")) {
                button(.class("sq close"), .aria("label", "Close")) { icon(.close) }
            }
            ul(.class("keys")) {
                for (keys, meaning) in Self.keys {
                    li {
                        meaning
                        span { for key in keys { kbd { key } } }
                    }
                }
            }
        }
    }

    private static let keys: [([String], String)] = [
        (["Space", "K"], "Play or pause"),
        (["J", "L"], "10 seconds back, on"),
        (["←", "→"], "5 seconds back, on"),
        (["↑", "↓"], "Louder, quieter, in the player"),
        (["M"], "Mute"),
        (["[", "]"], "Slower, faster"),
        (["0", "…", "9"], "Jump to tenths of the song"),
        (["N", "P"], "Next, previous"),
        (["C"], "Comment at this moment"),
        (["?"], "This list"),
    ]
}
