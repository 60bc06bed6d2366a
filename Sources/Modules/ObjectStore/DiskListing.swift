/// Walks a bucket's folders in the byte order of the objects' paths, as S3 lists them.
struct DiskListing {
    private let root: String
    private let last: String?
    private let limit: Int
    private var found: [String] = []

    /// At most `limit` paths that come after `last`.
    init(root: String, after last: String?, limit: Int) {
        self.root = root
        self.last = last
        self.limit = limit
    }

    /// The paths, relative to the root.
    mutating func paths() throws -> [String] {
        found = []
        try walk(prefix: "")
        return found
    }

    /// A folder sorts as its name with the `/` that follows in every path through it.
    private mutating func walk(prefix: String) throws {
        let entries = try DiskFolder.names(in: "\(root)/\(prefix)").compactMap { name -> String? in
            guard let status = try DiskFolder.status(of: "\(root)/\(prefix)\(name)") else { return nil }
            return status.isFolder ? "\(prefix)\(name)/" : "\(prefix)\(name)"
        }
        for entry in entries.sorted(by: precedes) where found.count < limit {
            if entry.hasSuffix("/") {
                if mayFollow(entry) { try walk(prefix: entry) }
            } else if last.map({ precedes($0, entry) }) ?? true {
                found.append(entry)
            }
        }
    }

    /// Whether a path through `folder` can come after the last one seen.
    private func mayFollow(_ folder: String) -> Bool {
        guard let last else { return true }
        return precedes(last, folder) || last.utf8.starts(with: folder.utf8)
    }
}

private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
