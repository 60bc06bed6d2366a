internal import Glibc

/// How sound comes back.
package struct EchoSetting: Sendable {
    /// Beats between the sound and its first return.
    var beats: Double

    /// How much of it comes back each time, 0…0.9.
    var feedback: Float

    /// Hz between which returns are kept.
    var lowCut: Float
    var highCut: Float

    /// Whether returns fall to the left and the right by turns.
    var isPingPong: Bool

    package init(
        beats: Double,
        feedback: Float,
        lowCut: Float = 250,
        highCut: Float = 3200,
        isPingPong: Bool = true
    ) {
        (self.beats, self.feedback, self.lowCut, self.highCut) = (beats, feedback, lowCut, highCut)
        self.isPingPong = isPingPong
    }
}

/// A delay that returns to itself, darker each time and softly saturated as on tape.
struct Echo: Sendable {
    private let setting: EchoSetting
    private var line: [Stereo]
    private var head = 0
    private var lowCut: Filter
    private var highCut: Filter

    init(_ setting: EchoSetting, seconds: Double) {
        self.setting = setting
        line = [Stereo](repeating: .zero, count: max(1, Int(seconds * Double(sampleRate))))
        lowCut = Filter(cutoff: setting.lowCut)
        highCut = Filter(cutoff: setting.highCut)
    }

    mutating func next(_ input: Stereo) -> Stereo {
        let returned = line[head]
        let filtered = highCut.split(lowCut.split(returned).high).low
        let crossed = setting.isPingPong ? Stereo(filtered.y, filtered.x) : filtered
        let fed = setting.isPingPong ? Stereo((input.x + input.y) * 0.7, 0) : input
        line[head] = saturated(fed + crossed * setting.feedback)
        head = head + 1 == line.count ? 0 : head + 1
        return returned
    }
}

/// Bends what is loud, as tape does; the slope at 0 is 1, the output stays within ±1.
@inline(__always)
func saturated(_ input: Stereo) -> Stereo {
    let held = input.clamped(lowerBound: [-3, -3], upperBound: [3, 3])
    let square = held * held
    return held * (27 + square) / (27 + 9 * square)
}
