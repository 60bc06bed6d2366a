/// Two delays that waver in opposite ways, which widens and thickens.
struct Chorus: Sendable {
    private static let length = 2048
    private let depth: Float
    private let step: UInt32
    private var line = [Stereo](repeating: .zero, count: length)
    private var head = 0
    private var phase: UInt32 = 0

    /// A chorus of `depth` 0…1 at `speed` Hz.
    init(depth: Float, speed: Float = 0.45) {
        self.depth = depth
        step = Sine.step(speed)
    }

    mutating func next(_ input: Stereo) -> Stereo {
        line[head] = input
        phase &+= step
        let wave = Sine.at(phase)
        let left = tap(560 + 190 * wave).x
        let right = tap(650 - 190 * wave).y
        head = (head + 1) & (Self.length - 1)
        return input * (1 - 0.35 * depth) + Stereo(left, right) * (0.75 * depth)
    }

    private func tap(_ frames: Float) -> Stereo {
        let whole = Int(frames)
        let first = line[(head - whole) & (Self.length - 1)]
        let second = line[(head - whole - 1) & (Self.length - 1)]
        return first + (second - first) * (frames - Float(whole))
    }
}
