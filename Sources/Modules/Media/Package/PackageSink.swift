package import DSP

/// Where a `Packager` delivers what it makes, in the order in which it comes to be.
///
/// Calls about one rendition come one after another; calls about different things may come at once. A sink that
/// waits holds the pass back, one that throws ends it.
package protocol PackageSink: Sendable {
    /// The recording was opened and this is what it says of itself.
    func began(_ source: ProbeResult) async throws

    /// So many frames at the source's rate have been decoded, of so many expected where the container tells.
    func advanced(to frames: Int, of expected: Int?) async throws

    /// A rendition has its init segment; its first segment follows at once. One file has an empty one.
    func renditionBegan(_ start: RenditionStart, initialisation: [UInt8]) async throws

    /// The next segment of a rendition.
    func segmentMade(_ segment: Segment, of format: RenditionFormat) async throws

    /// The next bytes of a rendition that is one file.
    func fileGrew(by bytes: [UInt8], of format: RenditionFormat) async throws

    /// All bytes of a file of so many frames of coded sound are there; `head` takes the place of as many at its start.
    func fileMade(head: [UInt8], frames: Int, of format: RenditionFormat) async throws

    /// A rendition is complete.
    func renditionEnded(_ end: RenditionEnd, of format: RenditionFormat) async throws

    /// A coarse waveform of the sound so far, at most a few thousand pixels; about twice a second.
    func waveformGrew(_ waveform: Waveform) async throws

    /// All of the sound was measured.
    func measured(_ measurements: Measurements) async throws

    /// The recording holds a picture.
    func coverFound(_ cover: Cover) async throws
}

/// What was measured over all of a recording.
package struct Measurements: Sendable {
    /// Mixed to mono, 256 frames per pixel.
    package let waveform: Waveform

    /// Integrated loudness in LUFS (EBU R 128); nil for silence and for less than 400 ms.
    package let loudness: Double?

    /// Loudness range in LU (EBU Tech 3342); nil where it can't be told.
    package let loudnessRange: Double?

    /// dBTP (BS.1770-4 Annex 2); nil for silence.
    package let truePeak: Double?

    /// Of the first two minutes; nil for silence and for a few seconds.
    package let fingerprint: Fingerprint?

    /// Frames of music at `sampleRate`, exactly.
    package let frames: Int

    /// Hz of the source.
    package let sampleRate: Int
}

/// The picture of a recording in the three sizes that pages show, JPEG.
package struct Cover: Sendable {
    /// 1000 × 1000 pixels.
    package let full: [UInt8]

    /// 500 × 500 pixels.
    package let half: [UInt8]

    /// 200 × 200 pixels.
    package let thumbnail: [UInt8]

    /// The thumbnail before it was encoded.
    package let pixels: Picture

    /// All sizes of the picture in `bytes`.
    package init(_ bytes: [UInt8]) throws(MediaError) {
        full = try CoverArt.square(of: bytes, side: 1000).jpeg()
        half = try CoverArt.square(of: bytes, side: 500).jpeg()
        pixels = try CoverArt.square(of: bytes, side: 200)
        thumbnail = try pixels.jpeg()
    }
}
