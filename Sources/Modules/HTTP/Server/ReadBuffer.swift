internal import CSystem
internal import Glibc

/// Bytes that have arrived on a socket and aren't understood yet.
///
/// The storage belongs to the event loop, and is given back while nothing is in it and nothing arrives: an idle
/// connection holds none.
struct ReadBuffer {
    private var storage: [UInt8] = []
    private var range = 0..<0

    /// What came of a read.
    enum Outcome {
        /// As many bytes as there was room for: there may be more.
        case filled
        /// All that was there.
        case drained
        /// Nothing was there.
        case nothing
        /// The other side sends no more.
        case end
        /// The connection is broken.
        case lost
    }

    var isEmpty: Bool { range.isEmpty }
    var count: Int { range.count }

    /// Hands the bytes to `body`.
    func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span.extracting(range))
    }

    /// Takes up to `count` bytes off the front.
    mutating func take(_ count: Int) -> [UInt8] {
        let end = min(range.upperBound, range.lowerBound + count)
        defer { drop(end - range.lowerBound) }
        return Array(storage[range.lowerBound..<end])
    }

    /// Drops `count` bytes off the front.
    mutating func drop(_ count: Int) {
        range = (range.lowerBound + count)..<range.upperBound
    }

    /// Reads what the socket has, as far as there is room: at least half of the buffer unless it is full.
    mutating func read(from socket: CInt, _ loop: EventLoop) -> Outcome {
        if storage.isEmpty { storage = loop.takeBuffer() }
        if range.isEmpty { range = 0..<0 }
        if range.lowerBound > storage.count / 2 {
            storage.replaceSubrange(0..<range.count, with: storage[range])
            range = 0..<range.count
        }
        let end = range.upperBound
        let room = storage.count - end
        let count = storage.withUnsafeMutableBytes { bytes in
            retrying { recv(socket, bytes.baseAddress.map { $0 + end }, room, 0) }
        }
        guard count > 0 else {
            if count == 0 { return room == 0 ? .filled : .end }
            return count == -Int(EAGAIN) ? .nothing : .lost
        }
        range = range.lowerBound..<(end + count)
        return count == room ? .filled : .drained
    }

    /// Gives the storage back to `loop` where nothing is in it.
    mutating func release(to loop: EventLoop) {
        guard range.isEmpty, !storage.isEmpty else { return }
        var empty: [UInt8] = []
        swap(&empty, &storage)
        range = 0..<0
        loop.giveBack(empty)
    }
}

/// What `call` gives, called again as long as a signal interrupts it; the negative of `errno` where it fails.
func retrying(_ call: () -> Int) -> Int {
    while true {
        let result = call()
        if result != -1 { return result }
        if errno != EINTR { return -Int(errno) }
    }
}
