/// Takes apart `multipart/form-data` (RFC 7578) while it arrives.
///
/// Holds no more than one chunk and the longest part header in memory.
actor MultipartReader {
    private var chunks: RequestBody.AsyncIterator
    private let delimiter: [UInt8]
    private var buffer: [UInt8] = [.carriageReturn, .lineFeed]
    private var place = Place.preamble

    private enum Place {
        case preamble
        case part
        case betweenParts
        case end
    }

    init(_ body: RequestBody, _ boundary: MultipartBoundary) {
        chunks = body.makeAsyncIterator()
        delimiter = boundary.delimiter
    }

    /// The next part's header, after skipping what remains of the part before; nil at the end.
    func nextPart() async throws -> MultipartHeader? {
        while place == .preamble || place == .part {
            _ = try await nextChunk()
        }
        guard place == .betweenParts, try await !isAtEnd() else {
            place = .end
            return nil
        }
        let header = try MultipartHeader(try await headerLines())
        place = .part
        return header
    }

    /// The next bytes of the part; nil once it is over.
    func nextChunk() async throws -> [UInt8]? {
        guard place == .part || place == .preamble else { return nil }
        while true {
            if let start = buffer.firstRange(of: delimiter)?.lowerBound {
                let chunk = Array(buffer[..<start])
                buffer.removeFirst(start + (chunk.isEmpty ? delimiter.count : 0))
                if !chunk.isEmpty { return chunk }
                place = .betweenParts
                return nil
            }
            let certain = buffer.count - delimiter.count + 1
            if certain > 0 {
                let chunk = Array(buffer[..<certain])
                buffer.removeFirst(certain)
                return chunk
            }
            try await fill()
        }
    }

    /// All that remains of the part; refused with 413 beyond `limit` bytes.
    func text(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await nextChunk() {
            guard bytes.count + chunk.count <= limit else { throw Refusal.contentTooLong(limit) }
            bytes.append(contentsOf: chunk)
        }
        return bytes
    }

    /// Whether the delimiter that was just read was the closing one; reads the rest of its line.
    private func isAtEnd() async throws -> Bool {
        while buffer.count < 2 { try await fill() }
        if buffer.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")]) { return true }
        let padding = buffer.prefix { $0 == .space || $0 == .tab }.count
        while buffer.count < padding + 2 { try await fill() }
        guard buffer[padding] == .carriageReturn, buffer[padding + 1] == .lineFeed else {
            throw Refusal.badForm("has a broken boundary")
        }
        buffer.removeFirst(padding)
        return false
    }

    /// The lines between a delimiter's line and the empty line, without that.
    private func headerLines() async throws -> [UInt8] {
        while true {
            if let end = buffer.firstRange(of: [.carriageReturn, .lineFeed, .carriageReturn, .lineFeed]) {
                let lines = Array(buffer[..<end.lowerBound].dropFirst(2))
                buffer.removeFirst(end.upperBound)
                // The part's first delimiter may follow at once, and starts with a line's end.
                if lines.isEmpty { throw Refusal.badForm("has a part without a name") }
                return lines
            }
            guard buffer.count < 8192 else { throw Refusal.badForm("has a part whose header is too long") }
            try await fill()
        }
    }

    private func fill() async throws {
        var chunks = chunks
        guard let chunk = try await chunks.next() else { throw Refusal.badForm("ends too early") }
        self.chunks = chunks
        buffer.append(contentsOf: chunk)
    }
}

extension Array where Element == UInt8 {
    /// Where `pattern`, whose first byte is rare, lies for the first time.
    fileprivate func firstRange(of pattern: [UInt8]) -> Range<Int>? {
        guard let first = pattern.first else { return nil }
        var start = startIndex
        while let candidate = self[start...].firstIndex(of: first), candidate + pattern.count <= count {
            if self[candidate..<candidate + pattern.count].elementsEqual(pattern) {
                return candidate..<candidate + pattern.count
            }
            start = candidate + 1
        }
        return nil
    }
}

extension Refusal {
    static func badForm(_ reason: String) -> Refusal {
        .badRequest("The form \(reason).", code: "bad_form")
    }
}
