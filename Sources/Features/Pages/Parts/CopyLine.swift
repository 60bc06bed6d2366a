internal import HTML
internal import Site

/// A line of text to be copied, by a button where scripts run; `slot` names it to other scripts.
func copyLine(_ name: String, _ text: String, slot: String? = nil) -> Markup {
    element("stemma-copy", .class("share-line")) {
        input(
            Attribute("readonly", isPresent: true),
            .value(text),
            .data("slot", slot),
            .aria("label", name)
        )
        button(.type("button"), .class("btn"), .aria("label", "Copy: \(name)"), .hidden()) {
            icon(.link)
            "Copy"
        }
    }
}
