import SQL
import Testing

/// Expects that `work` fails with an error of this kind.
func expectKind(
    _ kind: SQLError.Kind,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ work: () async throws -> some Any
) async {
    do {
        _ = try await work()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch let error as SQLError {
        #expect(error.kind == kind, "\(error.debugDescription)", sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
