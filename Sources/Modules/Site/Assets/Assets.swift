internal import Crypto
internal import FoundationEssentials

/// The files that browsers load: scripts, styles, fonts and icons, held in memory as they lie in `Web/`, but for
/// comments, and for the style sheets of components, which are one for those who load them.
///
/// All of them are served below one folder that is named by the hash of all their contents: what a page links
/// to may be kept for ever, and modules and style sheets still find each other by relative addresses.
package struct Assets: Sendable {
    /// Hash of names and contents, the first 16 hexadecimal digits of SHA-256.
    package let digest: String

    /// The files by their path below `Web/`, with slashes.
    let files: [String: AssetFile]

    /// What each script imports, by their paths.
    let imports: [String: [String]]

    /// Reads every file below `folder`; throws where it can't be read or is empty.
    package init(folder: String) throws {
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            guard AssetFile.mediaType(of: path) != nil else { continue }
            files[path] = FileManager.default.contents(atPath: "\(folder)/\(path)").map(Array.init)
        }
        guard !files.isEmpty else { throw AssetsMissing(folders: [folder]) }
        self.init(files: files)
    }

    /// The files of these contents by their path.
    init(files contents: [String: [UInt8]]) {
        let sources = Dictionary(
            uniqueKeysWithValues: Self.joiningSheets(contents).map { path, content in
                (path, path.hasSuffix(".js") || path.hasSuffix(".css") ? Uncommented(content).bytes : content)
            }
        )
        imports = Self.imports(in: sources)
        var files: [String: AssetFile] = [:]
        for (path, content) in Self.naming(imports, in: sources) {
            files[path] = AssetFile.mediaType(of: path).map { AssetFile(content, type: $0) }
        }
        self.files = files
        var hash = SHA256()
        for (path, file) in files.sorted(by: { $0.key < $1.key }) {
            hash.update(Array("\(path)\n\(file.bytes.count)\n".utf8))
            hash.update(file.bytes)
        }
        digest = String(hash.finish().description.prefix(16))
    }

    /// The address of the file at `path`, such as `/assets/0f…/styles/base.css`.
    ///
    /// A file that isn't there is a mistake of the programmer and stops the program.
    package func url(_ path: String) -> String {
        precondition(files[path] != nil, "no such asset: \(path)")
        return "/assets/\(digest)/\(path)"
    }

    /// The text of a file that pages hold within themselves.
    func text(_ path: String) -> String {
        String(decoding: files[path]?.bytes ?? [], as: UTF8.self)
    }
}

/// There is nothing to serve in the places where `Web/` was looked for.
package struct AssetsMissing: Error, CustomStringConvertible {
    let folders: [String]

    package var description: String {
        "The folder Web with scripts and styles was not found in \(folders.joined(separator: ", ")). "
            + "Start the program in its own folder, or name the place in STEMMA_WEB."
    }
}
