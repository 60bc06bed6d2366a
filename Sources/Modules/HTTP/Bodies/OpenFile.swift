package import Essentials
internal import Glibc

/// A file open for reading; closed with the last reference to it.
package final class OpenFile: Sendable {
    /// Valid as long as the object lives.
    let descriptor: CInt

    /// Bytes when it was opened.
    package let size: Int

    /// When its content was last changed.
    package let modified: Instant

    /// The file at `path`, or nil where there is no regular file that can be read.
    package convenience init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        self.init(adopting: descriptor)
    }

    /// The regular file behind `descriptor`, which now belongs to the object; nil, and closed, for anything else.
    package init?(adopting descriptor: CInt) {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        size = facts.st_size
        modified = Instant(
            milliseconds: Int64(facts.st_mtim.tv_sec) * 1000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000
        )
    }

    deinit {
        close(descriptor)
    }

    /// Up to `count` bytes from `offset` on; blocks on the disk, empty at the end.
    package func read(at offset: Int, count: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let taken = pread(descriptor, buffer.baseAddress, count, offset)
            guard taken >= 0 else { throw FileUnreadable(code: errno) }
            filled = taken
        }
    }
}

/// A read that the disk refused.
struct FileUnreadable: Error {
    /// The system's `errno`.
    let code: CInt
}

/// A stretch of an open file.
package struct FileBody: Sendable {
    package let file: OpenFile

    /// The bytes to be sent.
    package let range: Range<Int>

    /// The bytes of `range`, which lies in `0..<file.size`; all of them by default.
    package init(_ file: OpenFile, range: Range<Int>? = nil) {
        self.file = file
        self.range = range ?? 0..<file.size
    }
}

extension Response {
    /// The whole of `file`, of the media type `type`.
    ///
    /// Ranges and conditional requests are answered from it by the router. `etag` is the quoted tag; by default
    /// one is made of size and time, which is enough for files that are replaced and never written in place.
    package static func file(_ file: OpenFile, type: String, etag: String? = nil) -> Response {
        var headers: Headers = ["Content-Type": type]
        let made = "\"\(String(file.size, radix: 36))-\(String(file.modified.milliseconds, radix: 36))\""
        headers.append("ETag", etag ?? made)
        headers.append("Last-Modified", HTTPDate.print(file.modified))
        return Response(headers: headers, body: .file(FileBody(file)))
    }
}
