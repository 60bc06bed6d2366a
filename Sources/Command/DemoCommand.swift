internal import App

/// `stemma demo`: fills the instance with music that the program makes itself.
enum DemoCommand {
    static func run(_ arguments: Arguments) async throws {
        let settings = try arguments.settings()
        let foundations = try await Foundations.open(settings, migrates: arguments.has("migrate"))
        do {
            try await fill(try await Instance(settings, on: foundations), isAddition: arguments.has("add"))
        } catch {
            await foundations.close()
            throw error
        }
        await foundations.close()
    }

    private static func fill(_ instance: Instance, isAddition: Bool) async throws {
        say("Composing, playing and recording; this takes about a minute.")
        let start = ContinuousClock.now
        let report = try await instance.fillWithDemo(isAddition: isAddition) { takes, all in
            if takes > 0 { say("\(takes) of \(all) recordings can be heard") }
        }
        let seconds = (ContinuousClock.now - start).components.seconds
        say("\(report.songs) songs in \(report.takes) recordings are here, after \(seconds) s.")
    }
}
