/// Coded packets that follow one another, their bytes in one piece.
struct CodedPackets: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Bytes of each packet.
    private(set) var sizes: [Int] = []

    mutating func append(_ packet: some Collection<UInt8>) {
        bytes += packet
        sizes.append(packet.count)
    }

    /// Each packet's bytes in order.
    var slices: [ArraySlice<UInt8>] {
        var slices: [ArraySlice<UInt8>] = []
        var start = 0
        for size in sizes {
            slices.append(bytes[start..<(start + size)])
            start += size
        }
        return slices
    }
}
