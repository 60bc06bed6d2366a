internal import Crypto
internal import Essentials

/// Where the SHA-256 of each file is kept: on the file itself as an extended attribute, or, on file systems that
/// have none, in a folder of sums beside the objects.
///
/// The sum is there before the file gets its name. A sum in the folder says which inode it is of, so that a crash
/// between the two names never lends the new sum to the old file: that one then counts as not summed.
struct Checksums: Sendable {
    static let attribute = "user.stemma.sha256"

    /// The root of the store, which all its paths begin with.
    private let root: String
    private let areFiles: Bool

    /// `areFiles` asks for sums in files even where attributes would do.
    init(root: String, areFiles: Bool) {
        self.root = root
        self.areFiles = areFiles
    }

    /// Whether files in `folder` can carry attributes.
    static func areAttributesPossible(in folder: String) throws -> Bool {
        let path = "\(folder)/\(ID<DiskWriter>())"
        let file = try DiskFile(creating: path)
        defer { try? DiskFolder.remove(path) }
        return try file.setAttribute(attribute, to: "probe")
    }

    /// Keeps the sum of `file`, which is about to be named `path`.
    func keep(_ digest: Digest, with file: borrowing DiskFile, path: String) throws(ObjectStoreError) {
        if !areFiles, try file.setAttribute(Self.attribute, to: digest.description) { return }
        let place = sumPath(path)
        try DiskFolder.make(DiskFolder.parent(of: place))
        let temporary = "\(place).\(ID<DiskWriter>())"
        let sum = try DiskFile(creating: temporary)
        try sum.write(Array("\(digest) \(try file.status().inode)\n".utf8))
        try sum.sync()
        try DiskFolder.rename(temporary, to: place)
    }

    /// The sum kept for the file at `path`, or nil.
    func digest(of file: borrowing DiskFile, path: String) throws(ObjectStoreError) -> Digest? {
        if !areFiles, let text = try file.attribute(Self.attribute) { return Digest(text) }
        guard let sum = try DiskFile(reading: sumPath(path)) else { return nil }
        let line = String(decoding: try sum.read(256, at: 0), as: UTF8.self).split { " \n".contains($0) }
        guard line.count == 2, UInt64(line[1]) == (try file.status().inode) else { return nil }
        return Digest(String(line[0]))
    }

    /// Forgets the sum of what stood at `path`.
    func forget(_ path: String) throws(ObjectStoreError) {
        try DiskFolder.remove(sumPath(path))
    }

    private func sumPath(_ path: String) -> String {
        "\(root)/sums\(path.dropFirst(root.count))"
    }
}
