internal import FoundationEssentials
internal import Media

extension ChildMessage {
    /// A line that no child of ours has written.
    struct Nonsense: Error {}

    /// The message that `line` spells; throws where it spells none.
    ///
    /// A decoder that a file has taken over may say anything, and what it says is reckoned with here: numbers that
    /// can be true of no recording are no message either.
    init(line: [UInt8]) throws {
        self = try JSONDecoder().decode(ChildMessage.self, from: Data(line))
        guard isPossible else { throw Nonsense() }
    }

    private var isPossible: Bool {
        switch self {
        case .began(let found):
            isRate(found.sampleRate) && areCounts(found.durationMS ?? 0, found.channels)
        case .renditionBegan(let start, let bytes): isRate(start.sampleRate) && areCounts(start.skip, bytes)
        case .segmentMade(_, let index, let frames, let bytes): areCounts(index, frames, bytes)
        case .fileMade(_, let frames, let bytes): areCounts(frames, bytes)
        case .renditionEnded(let end, _): areCounts(end.frames, end.segments)
        case .waveformGrew(let outline): isPossible(outline)
        case .measured(let sound):
            isPossible(sound.outline) && isRate(sound.sampleRate) && areCounts(sound.frames)
        case .advanced, .pictureMade, .confined, .failed: true
        }
    }

    private func isPossible(_ outline: Outline) -> Bool {
        isRate(outline.sampleRate) && outline.samplesPerPixel > 0
            && areCounts(outline.samplesPerPixel, outline.length)
    }

    /// Hz.
    private func isRate(_ number: Int) -> Bool { (1...1 << 24).contains(number) }

    /// Whether these can be counted of a recording: 2⁴⁰ frames are two months at 192 kHz.
    private func areCounts(_ numbers: Int...) -> Bool { numbers.allSatisfy((0...1 << 40).contains) }
}
