internal import App

/// `stemma serve`: runs the instance until a signal asks it to stop.
enum ServeCommand {
    static func run(_ arguments: Arguments) async throws {
        let settings = try arguments.settings()
        let foundations = try await Foundations.open(settings, migrates: arguments.has("migrate"))
        let instance = try await Instance(settings, on: foundations)
        let claimCode = try await instance.openClaim()
        try await instance.run(until: StopSignals.wait) { address in
            announce(address, claimCode: claimCode)
        }
    }

    private static func announce(_ address: String?, claimCode: String?) {
        guard let address else { return say("Stemma works on the queue.") }
        say("Stemma is ready: open \(address)")
        if let claimCode { say("The first to sign up runs the instance; the claim code is \(claimCode)") }
    }
}
