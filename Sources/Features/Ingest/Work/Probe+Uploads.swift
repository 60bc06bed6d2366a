package import Uploads

extension Ingest {
    /// What the file at a path is, found out in a limited child; throws `NotAudio` for what is refused.
    package var probe: @Sendable (_ path: String) async throws -> ProbeAnswer {
        { path in try await answer(to: path) }
    }

    private func answer(to path: String) async throws -> ProbeAnswer {
        var answer: ProbeAnswer?
        do {
            let patience = ChildProcess.Patience(whole: .seconds(30), silence: .seconds(30))
            try await probes.run(.probe, on: path, limits: .probe, patience: patience) { message in
                if case .began(let found) = message { answer = ProbeAnswer(found) }
            }
        } catch {
            guard let problem = IngestProblem(error), problem.isOfFile else { throw error }
            throw NotAudio(problem.sentence)
        }
        guard let answer else { throw NotAudio(IngestProblem.damaged.sentence) }
        return answer
    }
}

extension IngestProblem {
    /// Whether the file is at fault: what takes too much of a child that only looks is no music either.
    fileprivate var isOfFile: Bool {
        switch self {
        case .timedOut, .crashed: true
        default: !mayPass && self != .originalMissing && self != .originalDamaged
        }
    }
}
