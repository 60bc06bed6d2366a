internal import HTML
internal import Site

/// The songs that are kept on this device, which only its browser knows; and what is shown where no page can be had.
struct KeptPage {
    /// Whether it stands in for a page that can't be had now.
    var isOffline = false

    var page: WebPage {
        WebPage(isOffline ? "No connection" : "Kept on this device", isForEverybody: isOffline) {
            div(.class("wrap page-title")) {
                if isOffline {
                    h1 { "No connection" }
                    p(.class("serif")) {
                        "The server can’t be reached, so this page can’t be shown. What is kept on this device plays all the same."
                    }
                    div(.class("actions")) { a(.class("btn"), .href("")) { "Try again" } }
                } else {
                    h1 { "Kept on this device" }
                    p(.class("serif")) {
                        "Songs that play without a connection, until you let go of them or sign out."
                    }
                }
            }
            section(.class("wrap section"), .aria("labelledby", "kept")) { songs }
        }
    }

    private var songs: Markup {
        element("stemma-kept") {
            div(.class("section-head")) {
                h2(.id("kept")) { "Songs" }
                p(.class("meta tn"), .role("status"), .data("slot", "room")) {}
            }
            ol(.class("rows"), .data("slot", "songs")) {}
            p(.class("serif"), .data("slot", "none"), .hidden()) {
                isOffline
                    ? "Nothing yet. Once there is a connection again, a song’s page has a button that keeps it here."
                    : "Nothing yet. A song’s page has a button that keeps it here."
            }
            p(.class("serif"), .data("slot", "unable"), .hidden()) {
                "This browser keeps nothing here: it does so only over a secure connection, and with scripts."
            }
            noscript { p(.class("serif")) { "Songs are kept by scripts, which don’t run here." } }
            element("template", .data("slot", "row")) { row }
        }
    }

    private var row: Markup {
        li(.class("row kept")) {
            button(.type("button"), .class("play ghost"), .data("play", ""), .aria("pressed", "false")) {
                icon(.play)
                icon(.pause)
            }
            span(.class("art")) { img(.alt(""), .width(200), .height(200), .data("slot", "art")) }
            div(.class("name")) {
                h3 { a(.data("slot", "title")) {} }
                p(.class("tn"), .data("slot", "artist")) {}
            }
            element("stemma-waveform", .class("strip"), .role("img"), .data("slot", "wave")) {}
            span(.class("length tn"), .data("slot", "length")) {}
            button(.type("button"), .class("sq"), .data("slot", "discard")) { icon(.close) }
        }
    }
}
