internal import HTML
internal import HTTP

extension Shell {
    func footer(for request: Request, theme: Theme) -> Markup {
        HTML.footer(.class("wrap")) {
            div(.class("foot")) {
                p { name == "Stemma" ? "Stemma, music with all its versions." : "\(name) runs Stemma." }
                ul {
                    li { a(.href("/api")) { "API" } }
                    li { button(.type("button"), .data("do", "help"), .hidden()) { "Keys" } }
                }
            }
        }
    }
}
