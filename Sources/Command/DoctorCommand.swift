internal import App
internal import Glibc

/// `stemma doctor`: looks at what the instance stands on, and says what to do.
enum DoctorCommand {
    static func run(_ arguments: Arguments) async throws {
        let settings = try arguments.settings()
        say("settings: ok")
        let foundations = try await Foundations.open(settings, migrates: false)
        say("database: ok, \(settings.isEmbedded ? "SQLite" : "PostgreSQL"), schema up to date")
        let instance = try await Instance(settings, on: foundations)
        say("web files: ok")
        let report = await instance.report()
        await foundations.close()
        for line in report.lines { say(line) }
        if !report.isWell { exit(1) }
    }
}
