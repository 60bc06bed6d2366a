/// A two-way stream of bytes that a protocol can run over: a socket, or a pipe in a test.
package protocol ByteChannel: Sendable {
    /// The bytes that have arrived, waiting for some no longer than `limit`.
    ///
    /// Throws `CancellationError` where the task is cancelled while waiting. For one task at a time.
    func receive(within limit: Duration) async throws -> ReceivedBytes

    /// Sends all of `bytes`, never mixed with those of another task; throws where the other side is gone.
    func send(_ bytes: [UInt8]) async throws
}

/// What came over a channel.
package enum ReceivedBytes: Hashable, Sendable {
    /// At least one byte.
    case bytes([UInt8])
    /// Nothing within the time.
    case silence
    /// The other side sends no more.
    case end
}
