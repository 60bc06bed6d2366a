internal import HTML
internal import HTTP
internal import Site

/// The calls of the API, as their routes describe themselves.
struct APIPage {
    /// One call.
    struct Call {
        var method: String
        var path: String
        var summary: String
        var access: String
        var parameters: [(name: String, summary: String)]
        var takesBody: Bool
        var answers: [String]
    }

    /// Calls by their group.
    var groups: [(name: String, calls: [Call])]

    var page: WebPage {
        WebPage("API", summary: "The calls that programs may make here.") {
            div(.class("wrap")) {
                div(.class("page-title")) {
                    h1 { "API" }
                    p(.class("serif")) {
                        "Everything that these pages do, a program can do too. Make a token in your "
                        a(.class("link"), .href("/settings")) { "settings" }
                        " and send it as "
                        code { "Authorization: Bearer …" }
                        ". The exact shapes are in "
                        a(.class("link"), .href("/api/v1/openapi.json"), .data("reload", "")) {
                            "openapi.json"
                        }
                        "."
                    }
                    nav(.class("filters"), .aria("label", "Groups")) {
                        for group in groups {
                            a(.class("link"), .href("#\(group.name)")) { group.name.firstUppercased }
                        }
                    }
                }
                for group in groups { chapter(group.name, group.calls) }
            }
        }
    }

    private func chapter(_ name: String, _ calls: [Call]) -> Markup {
        section(.class("sheet-grid")) {
            h2(.id(name)) { name.firstUppercased }
            div { for call in calls { entry(call) } }
        }
    }

    /// A sentence in which names stand between backticks.
    private func withCode(_ sentence: String) -> Markup {
        .sequence(
            sentence.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
                index.isMultiple(of: 2) ? .text(String(part)) : code { String(part) }
            }
        )
    }

    private func entry(_ call: Call) -> Markup {
        article(.class("operation")) {
            h3 {
                b { call.method }
                code { call.path }
            }
            p { "\(call.summary). \(call.access)" }
            if !call.parameters.isEmpty {
                ul(.class("meta")) {
                    for parameter in call.parameters {
                        li {
                            code { parameter.name }
                            parameter.summary.isEmpty ? "" : ": "
                            withCode(parameter.summary)
                        }
                    }
                }
            }
            p(.class("meta")) {
                call.takesBody ? "Takes JSON; answers " : "Answers "
                call.answers.joined(separator: ", ")
                "."
            }
        }
    }
}

extension APIPage {
    /// The page for those of `routes` that describe themselves.
    init(_ routes: [Route]) {
        let described = routes.compactMap { route in route.operation.map { (route, $0) } }
        let tags = Dictionary(grouping: described) { $0.1.tag.lowercased() }
        groups = tags.keys.sorted().map { tag in
            let calls = (tags[tag] ?? []).map { Call($0.0, $0.1) }
            return (tag, calls.sorted { ($0.path, $0.method) < ($1.path, $1.method) })
        }
    }
}

extension APIPage.Call {
    fileprivate init(_ route: Route, _ operation: HTTP.Operation) {
        self.init(
            method: route.method.rawValue,
            path: route.template,
            summary: operation.summary,
            access: route.access.words,
            parameters: operation.query.map { (name: $0.name, summary: $0.summary) },
            takesBody: operation.body != nil,
            answers: operation.answers.keys.map { "\($0.code) \($0.reason)" }.sorted()
        )
    }
}

extension Access {
    /// Who may make a call, as a sentence.
    fileprivate var words: String {
        switch self {
        case .anyone: "For everybody."
        case .member: "For members."
        case .moderator: "For moderators."
        case .admin: "For admins."
        case .linkHolder: "For whoever holds the address."
        }
    }
}
