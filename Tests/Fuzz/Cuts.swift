/// The same bytes as a network may deliver them.
enum Cuts {
    /// `bytes` in one piece, byte by byte, and in pieces of lengths that hang on the bytes themselves.
    static func all(of bytes: [UInt8]) -> [[[UInt8]]] {
        [bytes.isEmpty ? [] : [bytes], bytes.map { [$0] }, uneven(bytes)]
    }

    private static func uneven(_ bytes: [UInt8]) -> [[UInt8]] {
        // FNV-1a, so that an input that fell falls again.
        var state = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0100_0000_01b3 }
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let length = 1 + Int(state >> 33) % (state >> 63 == 0 ? 7 : 200)
            pieces.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return pieces
    }
}
