extension Ingest {
    /// What a media child of this program can reach on this machine; `Confinement.complete` where all is well.
    ///
    /// Throws where no child can be started, or the kernel refuses to shut it in: then no media is opened at all.
    package func confinement() async throws -> Confinement {
        var found: Confinement?
        let patience = ChildProcess.Patience(whole: .seconds(20), silence: .seconds(20))
        try await probes.run(.trial, on: "", limits: .probe, patience: patience) { message in
            if case .confined(let confinement) = message { found = confinement }
        }
        guard let found else { throw ChildProcess.Failure.ended(status: 0) }
        return found
    }
}
