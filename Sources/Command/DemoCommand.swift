internal import App

/// `stemma demo`: fills the instance with music that the program makes itself, or takes that away again.
enum DemoCommand {
    static func run(_ arguments: Arguments) async throws {
        let settings = try arguments.settings()
        let foundations = try await Foundations.open(settings, migrates: arguments.has("migrate"))
        do {
            let instance = try await Instance(settings, on: foundations)
            if arguments.has("remove") {
                try await remove(from: instance)
            } else {
                try await fill(instance, isAddition: arguments.has("add"))
            }
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

    private static func remove(from instance: Instance) async throws {
        let songs = try await instance.removeDemo()
        say(songs == 0 ? "There was no demo here." : "The demo is gone: its \(songs) songs and their people.")
    }
}
