internal import HTML

extension Shell {
    /// What plays, what comes next and what was heard; its rows are filled by a script.
    var queueSheet: Markup {
        sheet("stemma-queue", "queue", "Queue") {
            div(.class("tools"), .data("slot", "tools")) {
                button(.type("button"), .class("link"), .data("do", "shuffle")) { "Shuffle" }
                button(.type("button"), .class("link"), .data("do", "clear")) { "Clear" }
            }
            ol(.class("entries now"), .data("slot", "now"), .aria("label", "Now")) {}
            h3 { "Next" }
            ol(.class("entries"), .data("slot", "next"), .aria("label", "Next")) {}
            p(.class("meta"), .data("slot", "nothing")) {
                "Nothing yet. The menu beside a song puts it here."
            }
            div(.data("slot", "past")) {
                h3 { "Heard" }
                ol(.class("entries"), .data("slot", "heard"), .aria("label", "Heard")) {}
            }
            p(.class("vh"), .role("status"), .data("slot", "told")) {}
            element("template", .data("slot", "row")) { queueRow }
        }
    }

    private var queueRow: Markup {
        li(.class("entry")) {
            square("move", .grip, "", also: " grip")
            button(.type("button"), .class("name"), .data("do", "jump")) {
                b(.data("slot", "title")) {}
                small(.data("slot", "artist")) {}
            }
            span(.class("length tn"), .data("slot", "length")) {}
            square("again", .plus, "")
            square("remove", .close, "")
        }
    }

    /// A quiet sheet above the player, closed by Escape and by a press elsewhere.
    func sheet(
        _ name: StaticString,
        _ id: String,
        _ title: String,
        @MarkupBuilder content: () -> Markup
    ) -> Markup {
        element(
            name,
            .class("panel"),
            .id(id),
            .role("dialog"),
            .tabindex(-1),
            Attribute("popover", "auto"),
            .aria("labelledby", "\(id)-title")
        ) {
            div(.class("panel-head")) {
                h2(.id("\(id)-title")) { title }
                button(
                    .type("button"),
                    .class("sq"),
                    Attribute("popovertarget", id),
                    Attribute("popovertargetaction", "hide"),
                    .aria("label", "Close")
                ) {
                    icon(.close)
                }
            }
            content()
        }
    }
}
