internal import App
internal import Glibc

/// The command line: `stemma serve` and its siblings.
@main
enum Stemma {
    private static let usage = """
        Stemma, a music platform that keeps every version.

          stemma serve [--listen HOST:PORT] [--data DIR] [--roles web,api,worker] [--migrate]
              Runs the instance until it is told to stop.
          stemma migrate [--data DIR] [--back MIGRATION]
              Brings the database to this program's schema, or back to how it was after an earlier migration.
          stemma doctor [--data DIR]
              Looks at the settings, the disk, the database and the libraries, and says what to do.
          stemma demo [--data DIR] [--add | --remove]
              Fills the instance with music that the program makes itself, by people who don't exist; beside music
              that is there already only with --add. With --remove it takes the demo away, and nothing else.
          stemma admin reset-password HANDLE [--data DIR]
              Gives an account a new password, which it prints.
          stemma admin ban HANDLE, or unban HANDLE [--data DIR]
              Takes somebody and their music off the air, or lets them in again.
          stemma admin invite [--data DIR]
              Prints an invitation for one person, where signing up takes one.

        Settings come from the environment or from a file named .env; README.md lists them.
        """

    static func main() async {
        var words = Array(CommandLine.arguments.dropFirst())
        let name = words.isEmpty ? "help" : words.removeFirst()
        do {
            try await run(name, Arguments(words))
        } catch {
            complain(String(describing: error))
            exit(1)
        }
    }

    private static func run(_ name: String, _ arguments: Arguments) async throws {
        switch name {
        case "serve": try await ServeCommand.run(arguments)
        case "migrate": try await MigrateCommand.run(arguments)
        case "doctor": try await DoctorCommand.run(arguments)
        case "demo": try await DemoCommand.run(arguments)
        case "admin": try await AdminCommand.run(arguments)
        case "media-child": await MediaChildCommand.run(arguments)
        case "backup", "restore", "verify": throw UsageError("UNIMPLEMENTED: \(name)")
        case "help", "--help", "-h": say(usage)
        default: throw UsageError("There is no “\(name)”.\n\n\(usage)")
        }
    }
}

/// What was typed can't be carried out, and why.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
