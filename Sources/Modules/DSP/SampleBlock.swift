/// A stretch of stereo sound that many readers share: frames × 2, interleaved Float, full scale ±1.
///
/// Immutable, so that every consumer of one decoder holds the same memory without a copy.
package struct SampleBlock: Sendable {
    /// Left and right by turns; twice `frames` long.
    package let samples: [Float]

    /// The frames of the source that came before this block.
    package let start: Int

    /// How many frames the block holds.
    package var frames: Int { samples.count / 2 }

    /// A block of interleaved stereo `samples` that begins `start` frames into the source.
    package init(_ samples: [Float], start: Int) {
        precondition(samples.count.isMultiple(of: 2), "a stereo block holds whole frames")
        self.samples = samples
        self.start = start
    }
}
