/// What kind of bytes an object holds; each kind has a folder or an S3 bucket of its own.
package enum Bucket: String, CaseIterable, Codable, Sendable {
    /// What people uploaded, as it came.
    case originals
    /// Streams made from originals.
    case transcodes
    /// Artwork, avatars and pictures of waveforms.
    case images
    /// Waveform levels.
    case waveforms
}

/// The name of an object: its bucket, and a path in it.
///
/// A path has segments of `[a-zA-Z0-9._-]` joined by `/`, none of them beginning with a dot, and at most 512 bytes;
/// so it can't leave its bucket and needs no escaping in a URL.
package struct ObjectKey: Hashable, Sendable {
    /// The kind of bytes.
    package let bucket: Bucket
    /// The name in the bucket, as in `0192…/opus.1/segment_000.m4s`.
    package let path: String

    /// The key of `path` in `bucket`; throws ``ObjectStoreError/invalidKey(_:)``.
    package init(_ bucket: Bucket, _ path: String) throws(ObjectStoreError) {
        let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard path.utf8.count <= 512, segments.allSatisfy(isValidSegment) else { throw .invalidKey(path) }
        self.bucket = bucket
        self.path = path
    }
}

extension ObjectKey: CustomStringConvertible {
    /// `bucket/path`.
    package var description: String { "\(bucket.rawValue)/\(path)" }
}

private func isValidSegment(_ segment: Substring.UTF8View) -> Bool {
    guard let first = segment.first, first != UInt8(ascii: ".") else { return false }
    return segment.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
