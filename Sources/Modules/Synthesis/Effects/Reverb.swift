internal import Glibc

/// A room.
package struct Space: Sendable {
    /// How large it is; 1 is a small hall.
    var size: Float

    /// Seconds in which its sound falls by 60 dB.
    var decay: Float

    /// Hz above which walls and air swallow.
    var brightness: Float

    /// Seconds until the first answer.
    var distance: Float

    package static let studio = Space(size: 0.45, decay: 0.7, brightness: 5200, distance: 0.004)
    package static let room = Space(size: 0.6, decay: 1, brightness: 4200, distance: 0.008)
    package static let plate = Space(size: 0.75, decay: 1.7, brightness: 7000, distance: 0.012)
    package static let hall = Space(size: 1.1, decay: 2.6, brightness: 4600, distance: 0.022)
    package static let chapel = Space(size: 1.35, decay: 3.4, brightness: 3600, distance: 0.03)
    package static let cave = Space(size: 1.6, decay: 6.5, brightness: 3000, distance: 0.04)
}

/// Eight delays that feed one another through a reflection (Jot and Chaigne, 1991), behind four allpasses that blur
/// what comes in.
struct Reverb: Sendable {
    /// Frames of each line at size 1, no two with a common factor.
    private static let lengths = [1447, 1693, 1949, 2207, 2467, 2731, 3001, 3271]
    private static let blurs = [229, 347, 521, 743]

    private var line: [Float]
    private var starts: [Int] = []
    private var ends: [Int] = []
    private var heads: [Int] = []
    private var loss = SIMD8<Float>.zero
    private var treble = SIMD8<Float>.zero
    private let damping: Float
    private var blur: [Diffuser]
    private var distance: [Stereo]
    private var head = 0
    private var lowCut = Filter(cutoff: 180)

    init(_ space: Space) {
        var total = 0
        for (index, length) in Self.lengths.enumerated() {
            let frames = Int(Float(length) * space.size) | 1
            starts.append(total)
            total += frames
            ends.append(total)
            loss[index] = pow(10, -3 * Float(frames) / (space.decay * rate))
        }
        heads = starts
        line = [Float](repeating: 0, count: total)
        damping = exp(-2 * .pi * space.brightness / rate)
        blur = Self.blurs.map { Diffuser(frames: Int(Float($0) * (0.5 + space.size / 2))) }
        distance = [Stereo](repeating: .zero, count: max(1, Int(space.distance * rate)))
    }

    /// What the room answers; 0 until something has reached the walls.
    mutating func next(_ input: Stereo) -> Stereo {
        let delayed = distance[head]
        distance[head] = lowCut.split(input).high
        head = head + 1 == distance.count ? 0 : head + 1
        var source = delayed
        for index in 0..<blur.count { source = blur[index].next(source) }
        var heard = SIMD8<Float>.zero
        for index in 0..<8 { heard[index] = line[heads[index]] }
        treble = heard + (treble - heard) * damping
        let kept = treble * loss
        let reflected = kept - kept.sum() * 0.25
        let (left, right) = (source.x, source.y)
        let fed = SIMD8(left, right, -left, right, left, -right, left, right)
        let written = reflected + fed + 1e-18
        for index in 0..<8 {
            line[heads[index]] = written[index]
            heads[index] = heads[index] + 1 == ends[index] ? starts[index] : heads[index] + 1
        }
        return Stereo(
            heard[0] - heard[2] + heard[4] - heard[6],
            heard[1] - heard[3] + heard[5] - heard[7]
        ) * 0.35
    }
}

/// An allpass that smears a click into a burst (Schroeder).
private struct Diffuser: Sendable {
    private var line: [Stereo]
    private var head = 0

    init(frames: Int) {
        line = [Stereo](repeating: .zero, count: max(1, frames))
    }

    @inline(__always)
    mutating func next(_ input: Stereo) -> Stereo {
        let delayed = line[head]
        let fed = input + delayed * 0.62
        line[head] = fed
        head = head + 1 == line.count ? 0 : head + 1
        return delayed - fed * 0.62
    }
}
