internal import CChromaprint

/// What is recognised again when the same recording comes in another coding.
package struct Fingerprint: Codable, Equatable, Sendable {
    /// Chromaprint's compressed fingerprint in its own base64, as `fpcalc` prints it.
    package let text: String

    /// Chromaprint's similarity hash of it: near fingerprints differ in few bits.
    package let hash: UInt32
}

/// Fingerprints the first two minutes of a recording; owned by one task.
struct Fingerprinter: ~Copyable {
    /// Seconds of sound that a fingerprint is made of, as everywhere AcoustID is used.
    static let seconds = 120

    private let context: OpaquePointer
    private var framesLeft: Int

    init(sampleRate: Int) throws(MediaError) {
        let algorithm = Int32(CHROMAPRINT_ALGORITHM_DEFAULT.rawValue)
        let context = try FFmpeg.some(chromaprint_new(algorithm), "chromaprint_new")
        guard chromaprint_start(context, Int32(sampleRate), 2) == 1 else {
            chromaprint_free(context)
            throw MediaError(.library, "chromaprint_start")
        }
        self.context = context
        framesLeft = Self.seconds * sampleRate
    }

    deinit { chromaprint_free(context) }

    /// Takes interleaved stereo samples; passes over what comes after the first two minutes.
    mutating func append(_ samples: [Float]) {
        let frames = min(framesLeft, samples.count / 2)
        guard frames > 0 else { return }
        framesLeft -= frames
        let integers = samples[..<(2 * frames)].map { Int16(max(-1, min(1, $0)) * 32767) }
        chromaprint_feed(context, integers, Int32(integers.count))
    }

    /// The fingerprint; nil for less than about three seconds and for silence.
    consuming func finish() -> Fingerprint? {
        var text: UnsafeMutablePointer<CChar>?
        var hash: UInt32 = 0
        guard chromaprint_finish(context) == 1,
            chromaprint_get_fingerprint(context, &text) == 1, let text
        else { return nil }
        defer { chromaprint_dealloc(text) }
        guard chromaprint_get_fingerprint_hash(context, &hash) == 1 else { return nil }
        return Fingerprint(text: String(cString: text), hash: hash)
    }
}
