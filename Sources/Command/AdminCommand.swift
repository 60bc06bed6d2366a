internal import App

/// `stemma admin`: what the operator can do for, and about, people.
enum AdminCommand {
    static func run(_ arguments: Arguments) async throws {
        let settings = try arguments.settings()
        let foundations = try await Foundations.open(settings, migrates: false)
        do {
            say(try await perform(arguments.words, in: try await Instance(settings, on: foundations)))
        } catch {
            await foundations.close()
            throw error
        }
        await foundations.close()
    }

    /// Does what `words` say; what came of it, as a sentence.
    private static func perform(_ words: [String], in instance: Instance) async throws -> String {
        let name = words.dropFirst().first ?? ""
        switch (words.first, words.count) {
        case ("reset-password", 2):
            return "The new password of \(name) is \(try await instance.resetPassword(of: name))"
        case ("ban", 2):
            try await instance.ban(name)
            return "\(name) is banned; a server that runs knows it within 30 seconds."
        case ("unban", 2):
            try await instance.liftBan(name)
            return "\(name) may sign in again."
        case ("lossless", 2):
            try await instance.setMayHearLossless(true, name)
            return "\(name) may hear without loss what they may hear."
        case ("no-lossless", 2):
            try await instance.setMayHearLossless(false, name)
            return "\(name) hears without loss only what is their own."
        case ("invite", 1):
            return "One person may sign up with \(try await instance.invite()) within two weeks."
        default:
            throw UsageError(
                "Write stemma admin reset-password HANDLE, ban HANDLE, unban HANDLE, lossless HANDLE, "
                    + "no-lossless HANDLE or invite."
            )
        }
    }
}
