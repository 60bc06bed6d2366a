internal import App

/// `stemma migrate`: brings the schema up to date, or back.
enum MigrateCommand {
    static func run(_ arguments: Arguments) async throws {
        let settings = try arguments.settings()
        let ids =
            if let back = arguments["back"] {
                try await Schema.takeBack(to: back == "nothing" ? nil : back, settings).map {
                    "took back \($0)"
                }
            } else {
                try await Schema.update(settings).map { "applied \($0)" }
            }
        say(ids.isEmpty ? "Nothing to do." : ids.joined(separator: "\n"))
    }
}
