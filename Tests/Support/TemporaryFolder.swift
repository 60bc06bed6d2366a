internal import Essentials
internal import Foundation

/// Runs `body` with the path of an empty folder, which is removed afterwards with all that is in it.
nonisolated(nonsending) package func withTemporaryFolder<Result>(
    _ body: (String) async throws -> Result
) async throws -> Result {
    let folder = "/tmp/stemma-test-\(ID<FileManager>().text)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}
