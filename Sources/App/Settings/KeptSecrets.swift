internal import Crypto
internal import FoundationEssentials
internal import Glibc

/// Secrets that nobody gave: made at the first start and kept in the data folder, mode 0600.
struct KeptSecrets {
    let directory: String

    /// The 32 bytes kept under `name`, made now where there are none.
    ///
    /// Two processes that start at once agree: the file appears whole, by a link that only one of them can make.
    func secret(named name: String) throws -> [UInt8] {
        let path = "\(directory)/\(name)"
        if let kept = try read(path) { return kept }
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        // Named by chance: a draft that a crash left must not be in the way of the next start.
        let draft = "\(path).\(randomToken())"
        defer { unsafe unlink(draft) }
        try write(randomBytes(32), to: draft)
        unsafe link(draft, path)
        guard let kept = try read(path) else {
            throw SettingsError(problems: ["\(path) could not be written; is \(directory) writable?"])
        }
        return kept
    }

    private func read(_ path: String) throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        guard bytes.count >= 32 else {
            throw SettingsError(problems: ["\(path) is damaged: delete it, and everybody signs in again."])
        }
        return bytes
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw SettingsError(problems: ["\(path) could not be made; is \(directory) writable?"])
        }
        defer { close(file) }
        let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(file) == 0 else {
            throw SettingsError(problems: ["\(path) could not be written; is the disk full?"])
        }
    }
}
