internal import Catalog
internal import Essentials
internal import HTML
internal import Site

/// Keeps a song on the device from the menu of its row; a script shows it where the browser can do that.
func keepItem(_ song: Song) -> Markup {
    element("stemma-keep", .data("version", song.version.id.text)) {
        button(.type("button"), .class("tn"), .aria("pressed", "false"), .hidden()) {
            span { "Keep offline" }
        }
    }
}

/// The button that keeps a song on the device, and the way to those that are kept; scripts show it to the first hand
/// where the browser can do that.
func keepButton(_ song: Song) -> Markup {
    element("stemma-keep", .data("version", song.version.id.text), .forHands) {
        button(.type("button"), .class("btn quiet tn"), .aria("pressed", "false"), .hidden()) {
            icon(.download)
            span { "Keep offline" }
        }
        a(.class("link meta"), .href("/kept"), .data("slot", "kept"), .hidden()) { "All that is kept" }
    }
}
