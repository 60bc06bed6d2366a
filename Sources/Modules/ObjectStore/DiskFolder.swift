internal import CSystem
internal import Essentials
internal import Glibc

/// Folders by path, and what stands in them; every call blocks.
enum DiskFolder {
    /// Makes the folder at `path` and those above it, as far as they are missing, for good.
    static func make(_ path: String) throws(ObjectStoreError) {
        if mkdir(path, 0o750) == 0 { return try keep(path) }
        if errno == EEXIST { return }
        guard errno == ENOENT, !path.isEmpty, path != "/" else { throw .last("mkdir") }
        try make(parent(of: path))
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw .last("mkdir") }
        try keep(path)
    }

    /// Writes a new folder's name through; without that it is none, so that who tries again doesn't rely on it.
    private static func keep(_ path: String) throws(ObjectStoreError) {
        do throws(ObjectStoreError) {
            try sync(parent(of: path))
        } catch {
            rmdir(path)
            throw error
        }
    }

    /// Waits until the medium holds the names in the folder.
    static func sync(_ path: String) throws(ObjectStoreError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last("fsync") }
    }

    /// Gives the file at `source` the name `target`, in place of what was there, for good.
    static func rename(_ source: String, to target: String) throws(ObjectStoreError) {
        guard Glibc.rename(source, target) == 0 else { throw .last("rename") }
        try sync(parent(of: target))
    }

    /// The names in the folder, in no order; none where there is no folder.
    static func names(in path: String) throws(ObjectStoreError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw .last("opendir")
        }
        defer { closedir(folder) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
            errno = 0
        }
        // The end leaves `errno` as it was.
        guard errno == 0 else { throw .last("readdir") }
        return names
    }

    /// Whether a folder stands at `path`, and when what stands there last changed; nil where nothing does.
    static func status(of path: String) throws(ObjectStoreError) -> (isFolder: Bool, changedAt: Instant)? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .last("lstat")
        }
        return (status.st_mode & S_IFMT == S_IFDIR, Instant(status.st_mtim))
    }

    /// Throws where no folder that this process may write to stands at `path`.
    static func check(_ path: String) throws(ObjectStoreError) {
        guard access("\(path)/", R_OK | W_OK | X_OK) == 0 else { throw .last("access") }
    }

    /// Removes what stands at `path`, with all that is in it; nothing is no failure.
    static func remove(_ path: String) throws(ObjectStoreError) {
        if unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR { return }
        guard errno == EISDIR || errno == EPERM else { throw .last("unlink") }
        for name in try names(in: path) { try remove("\(path)/\(name)") }
        guard rmdir(path) == 0 || errno == ENOENT else { throw .last("rmdir") }
    }

    /// The folder that `path` lies in.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
