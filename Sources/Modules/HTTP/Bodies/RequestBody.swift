/// The content of a request, chunk by chunk.
///
/// Pulled, never pushed: the socket is read only when the next chunk is asked for, so that a slow reader slows
/// the sender. Content that comes from the network can be read once.
package struct RequestBody: Sendable {
    /// Where chunks come from.
    package protocol Source: Sendable {
        /// The next chunk, never empty; nil at the end. Throws where the client went away or broke the rules.
        func next() async throws -> [UInt8]?
    }

    fileprivate enum Storage: Sendable {
        case bytes([UInt8])
        case source(any Source)
    }

    private let storage: Storage

    /// How many bytes there are, or nil where that is known only at the end.
    package let length: Int?

    /// Content that lies in memory.
    package init(_ bytes: [UInt8]) {
        storage = .bytes(bytes)
        length = bytes.count
    }

    /// Content that `source` delivers, `length` bytes if that is known.
    package init(_ source: any Source, length: Int?) {
        storage = .source(source)
        self.length = length
    }

    /// No content.
    package static let empty = RequestBody([])

    /// All of it; refused with 413 where it is longer than `limit` bytes.
    package func collect(upTo limit: Int) async throws -> [UInt8] {
        if let length, length > limit { throw Refusal.contentTooLong(limit) }
        if case .bytes(let bytes) = storage { return bytes }
        var collected: [UInt8] = []
        collected.reserveCapacity(length ?? 0)
        for try await chunk in self {
            guard collected.count + chunk.count <= limit else { throw Refusal.contentTooLong(limit) }
            collected.append(contentsOf: chunk)
        }
        return collected
    }
}

extension RequestBody: AsyncSequence {
    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var rest: Storage

        package mutating func next() async throws -> [UInt8]? {
            switch rest {
            case .source(let source): return try await source.next()
            case .bytes(let bytes):
                rest = .bytes([])
                return bytes.isEmpty ? nil : bytes
            }
        }
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: storage) }
}

extension Refusal {
    static func contentTooLong(_ limit: Int) -> Refusal {
        .tooLarge("This is more than the \(limit) bytes that are taken here.")
    }
}
