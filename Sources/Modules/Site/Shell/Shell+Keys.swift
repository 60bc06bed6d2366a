internal import HTML

extension Shell {
    /// The list of keys, opened by `?` and filled by the script that knows them.
    var keySheet: Markup {
        dialog(.class("dialog"), .id("keys"), .aria("labelledby", "keys-title")) {
            h2(.id("keys-title")) { "Keys" }
            form(.method("dialog")) {
                button(.class("sq close"), .aria("label", "Close")) { icon(.close) }
            }
            div(.class("keys"), .data("slot", "keys")) {}
        }
    }
}
