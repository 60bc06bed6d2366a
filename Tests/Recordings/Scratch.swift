package import Foundation

/// A folder of one test's own, removed with the value.
package final class Scratch: Sendable {
    package let folder: URL

    package init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "stemma-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The path of `name` in the folder, whether or not it exists.
    package func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes `bytes` as `name` and returns its path.
    @discardableResult
    package func write(_ bytes: some Sequence<UInt8>, as name: String) throws -> String {
        try Data(bytes).write(to: folder.appending(path: name))
        return path(name)
    }

    /// The first `fraction` of the file at `source`, as `name`.
    package func cut(_ source: String, to fraction: Double, as name: String) throws -> String {
        let whole = try Data(contentsOf: URL(filePath: source))
        return try write(whole.prefix(Int(Double(whole.count) * fraction)), as: name)
    }
}
