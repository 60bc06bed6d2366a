/// The bytes of an open object in chunks; read once.
package struct ObjectReader: AsyncSequence, Sendable {
    /// What is being read.
    package let object: StoredObject
    /// The bytes of it that come.
    package let range: Range<Int>

    private let chunks: @Sendable () async throws -> [UInt8]?

    /// A reader whose chunks come from calling `chunks` until it returns nil.
    init(
        object: StoredObject,
        range: Range<Int>,
        chunks: @escaping @Sendable () async throws -> [UInt8]?
    ) {
        self.object = object
        self.range = range
        self.chunks = chunks
    }

    package func makeAsyncIterator() -> Iterator { Iterator(chunks: chunks) }

    /// Gives the chunks one by one.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let chunks: @Sendable () async throws -> [UInt8]?

        /// The bytes that follow, never none; nil at the end.
        package mutating func next() async throws -> [UInt8]? { try await chunks() }
    }

    /// All the bytes at once; meant for objects known to be small.
    package func collect() async throws -> [UInt8] {
        try await reduce(into: []) { $0 += $1 }
    }
}
