internal import FoundationEssentials

extension Assets {
    /// Reads `Web/` from `named` where that is given, else from the first place that has it: the working folder
    /// and those above it, then the program's own folder and those above it.
    package static func find(named: String?) throws -> Assets {
        if let named, !named.isEmpty { return try Assets(folder: named) }
        let places = candidates()
        for place in places where FileManager.default.fileExists(atPath: "\(place)/styles/tokens.css") {
            return try Assets(folder: place)
        }
        throw AssetsMissing(folders: places)
    }

    private static func candidates() -> [String] {
        let program = CommandLine.arguments.first ?? ""
        let resolved =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? program
        return foldersAbove(FileManager.default.currentDirectoryPath, limit: 1)
            + foldersAbove(URL(filePath: resolved).deletingLastPathComponent().path, limit: 5)
    }

    /// `Web` in `folder` and in up to `limit` - 1 of the folders above it.
    private static func foldersAbove(_ folder: String, limit: Int) -> [String] {
        var url = URL(filePath: folder)
        return (0..<limit).map { _ in
            defer { url = url.deletingLastPathComponent() }
            return url.appending(path: "Web").path
        }
    }
}
