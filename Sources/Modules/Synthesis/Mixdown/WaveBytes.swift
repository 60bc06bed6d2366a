/// A recording as bytes of a WAV file: 16 bit, stereo, dithered.
///
/// Goes through the recording once, in pieces of about a quarter of a second; nothing of it is kept.
package struct WaveBytes: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    private let score: Score

    package init(of score: Score) {
        self.score = score
    }

    /// Bytes of the whole file.
    package var count: Int { 44 + 4 * Mixdown(score).frames }

    package func makeAsyncIterator() -> Iterator { Iterator(score) }

    package struct Iterator: AsyncIteratorProtocol {
        private static let piece = 65_536
        private var mixdown: Mixdown
        private var header: [UInt8]?
        private var noise = Noise(seed: 0x5eed)

        init(_ score: Score) {
            mixdown = Mixdown(score)
            header = Self.header(dataBytes: 4 * mixdown.frames)
        }

        package mutating func next() async -> [UInt8]? {
            var bytes = header ?? []
            header = nil
            bytes.reserveCapacity(Self.piece)
            while bytes.count < Self.piece - 4 * Mixdown.blockFrames, mixdown.advance() {
                for frame in mixdown.block {
                    append(frame.x, to: &bytes)
                    append(frame.y, to: &bytes)
                }
            }
            return bytes.isEmpty ? nil : bytes
        }

        /// A sample as 16 bits, after noise of a triangular density as wide as two steps.
        private mutating func append(_ sample: Float, to bytes: inout [UInt8]) {
            let dithered = sample * 32_767 + (noise.next() + noise.next()) * 0.5
            let value = UInt16(bitPattern: Int16(dithered.rounded().clamped(to: -32_768, 32_767)))
            bytes.append(UInt8(truncatingIfNeeded: value))
            bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        }

        private static func header(dataBytes: Int) -> [UInt8] {
            func number(_ value: Int, _ bytes: Int) -> [UInt8] {
                (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            }
            let format = number(1, 2) + number(2, 2) + number(sampleRate, 4) + number(sampleRate * 4, 4)
            return Array("RIFF".utf8) + number(36 + dataBytes, 4) + Array("WAVEfmt ".utf8) + number(16, 4)
                + format + number(4, 2) + number(16, 2) + Array("data".utf8) + number(dataBytes, 4)
        }
    }
}

extension Float {
    fileprivate func clamped(to low: Float, _ high: Float) -> Float { Swift.min(high, Swift.max(low, self)) }
}
