/// Coded packets that follow one another, their bytes in one piece.
struct CodedPackets: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Bytes and frames of each packet.
    private(set) var sizes: [(bytes: Int, frames: Int)] = []

    mutating func append(_ packet: some Collection<UInt8>, frames: Int) {
        bytes += packet
        sizes.append((packet.count, frames))
    }

    mutating func append(_ others: CodedPackets) {
        bytes += others.bytes
        sizes += others.sizes
    }

    /// Each packet's bytes in order, and the frames of sound in it.
    var packets: [(bytes: ArraySlice<UInt8>, frames: Int)] {
        var packets: [(ArraySlice<UInt8>, Int)] = []
        var start = 0
        for size in sizes {
            packets.append((bytes[start..<(start + size.bytes)], size.frames))
            start += size.bytes
        }
        return packets
    }
}
