internal import App

/// `stemma admin`: what can be done for somebody who can't sign in.
enum AdminCommand {
    static func run(_ arguments: Arguments) async throws {
        guard arguments.words.count == 2, arguments.words[0] == "reset-password" else {
            throw UsageError("Write stemma admin reset-password HANDLE.")
        }
        let settings = try arguments.settings()
        let foundations = try await Foundations.open(settings, migrates: false)
        let instance = try await Instance(settings, on: foundations)
        let password = try await instance.resetPassword(of: arguments.words[1])
        await foundations.close()
        say("The new password of \(arguments.words[1]) is \(password)")
    }
}
