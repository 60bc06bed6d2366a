/// What artwork knows of a recording: the course of its loudness, and how it sounds as a whole.
struct MusicPortrait: Hashable, Sendable {
    /// The number of levels of every portrait.
    static let resolution = 96

    /// Loudness in 96 equal stretches of time, spread so that the quietest lie near 0 and the loudest at 1.
    let levels: [Double]
    /// Integrated loudness in LUFS, where it was measured.
    let loudness: Double?
    /// Seconds.
    let duration: Double
    /// Where the weight of the spectrum lies, 0 (dark) … 1 (bright), where it was measured.
    let brightness: Double?

    /// A portrait from levels of any number and scale, linear and not negative, such as a waveform's RMS.
    ///
    /// Measures come from strangers' files: what is no finite number counts as silence or as not measured.
    init(
        levels: some Collection<Float>,
        duration: Double,
        loudness: Double? = nil,
        brightness: Double? = nil
    ) {
        self.levels = MusicPortrait.spread(MusicPortrait.reduce(levels.map { $0.isFinite ? abs($0) : 0 }))
        self.duration = duration.isFinite ? max(0, duration) : 0
        self.loudness = loudness.flatMap { $0.isNaN ? nil : $0 }
        self.brightness = brightness.flatMap { $0.isNaN ? nil : $0 }
    }

    /// The loudness at `position` (0, the start … 1, the end), between the two nearest levels.
    func level(at position: Double) -> Double {
        let place = min(max(position, 0), 1) * Double(levels.count - 1)
        let before = Int(place)
        let after = min(before + 1, levels.count - 1)
        return levels[before] + (levels[after] - levels[before]) * (place - Double(before))
    }

    /// The mean loudness from `start` to `end` (0…1).
    func level(from start: Double, to end: Double) -> Double {
        let readings = 9
        let sum = (0..<readings).reduce(0) { sum, index in
            sum + level(at: start + (end - start) * (Double(index) + 0.5) / Double(readings))
        }
        return sum / Double(readings)
    }

    /// Where the music is loudest, 0…1; the middle where it is nowhere louder than elsewhere.
    var climax: Double {
        guard let loudest = levels.max(), loudest > 0, let index = levels.firstIndex(of: loudest),
            levels.contains(where: { $0 < loudest })
        else { return 0.5 }
        return Double(index) / Double(levels.count - 1)
    }

    /// How big the music sounds: 0 at −30 LUFS and below, 1 from −6 LUFS on.
    var presence: Double {
        min(max(((loudness ?? -18) + 30) / 24, 0), 1)
    }
}

extension MusicPortrait {
    /// `resolution` root mean squares; levels are repeated where there are fewer.
    private static func reduce(_ levels: [Float]) -> [Double] {
        guard !levels.isEmpty else { return [Double](repeating: 0, count: resolution) }
        return (0..<resolution).map { index in
            let start = index * levels.count / resolution
            let end = max(start + 1, (index + 1) * levels.count / resolution)
            let power = levels[start..<end].reduce(0.0) { $0 + Double($1) * Double($1) }
            return (power / Double(end - start)).squareRoot()
        }
    }

    /// The levels between 0 and 1: a loud master moves within a few decibels, and that is what one hears.
    ///
    /// Noise isn't blown up: what lies above three quarters of the loudest level stays in the upper part.
    private static func spread(_ levels: [Double]) -> [Double] {
        let ranked = levels.sorted()
        guard let loudest = ranked.last, loudest > 0 else { return levels.map { _ in 0 } }
        let floor = min(ranked[levels.count / 20], loudest * 0.75)
        return levels.map { max(0, ($0 - floor) / (loudest - floor)) }
    }
}
