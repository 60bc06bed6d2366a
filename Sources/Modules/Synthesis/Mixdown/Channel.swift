internal import Glibc

/// One part and its strip of the desk at work.
struct Channel: Sendable {
    private var players: any Player
    private let strip: Strip
    private let rides: Curve?
    private let sweep: Curve?
    private let pushes: [Int]
    private var pushed = 0
    private var block: [Stereo]
    private var lowCut: Filter?
    private var highCut: Filter?
    private var chorus: Chorus?
    private var tremolo: UInt32 = 0
    private var silence = Int.max / 2
    private var level: Float

    /// The part of a score, which gives way to strokes at `pushes`, in frames.
    init(_ part: Part, in score: Score, pushes: [Int], frames: Int) {
        players = part.instrument.players(of: part.cues(in: score))
        strip = part.strip
        rides = strip.rides?.timed(by: score.tempo)
        sweep = strip.sweep?.timed(by: score.tempo)
        self.pushes = strip.duck > 0 ? pushes : []
        block = [Stereo](repeating: .zero, count: frames)
        lowCut = strip.lowCut.map { Filter(cutoff: $0) }
        highCut = (strip.highCut ?? (strip.sweep == nil ? nil : 20_000)).map { Filter(cutoff: $0) }
        chorus = strip.chorus > 0 ? Chorus(depth: strip.chorus) : nil
        level = amplitude(decibels: strip.level)
    }

    /// Adds the part's next frames to the mix and to what is sent to the room and the echo.
    mutating func mix(into buses: inout Buses, from position: Int) {
        for index in block.indices { block[index] = .zero }
        silence = players.play(into: &block, from: position) ? 0 : silence + block.count
        guard silence < 8192 else { return }
        let seconds = Double(position) / Double(sampleRate)
        if let sweep { highCut?.tune(cutoff: sweep.value(at: seconds), resonance: 0.15) }
        shape()
        send(to: &buses, position, ride: rides?.value(at: seconds) ?? 0)
    }

    private mutating func shape() {
        let drive = amplitude(decibels: strip.drive)
        for index in block.indices {
            var frame = block[index]
            if let low = lowCut?.split(frame).high { frame = low }
            if strip.drive > 0 { frame = saturated(frame * drive) / drive.squareRoot() }
            if let high = highCut?.split(frame).low { frame = high }
            if let wide = chorus?.next(frame) { frame = wide }
            if strip.tremolo > 0 {
                tremolo &+= Sine.step(4.6)
                let wave = strip.tremolo * Sine.at(tremolo)
                frame *= Stereo(1 - 0.5 * wave - 0.25 * strip.tremolo, 1 + 0.5 * wave - 0.25 * strip.tremolo)
            }
            block[index] = frame
        }
    }

    private mutating func send(to buses: inout Buses, _ position: Int, ride: Float) {
        let wanted = amplitude(decibels: strip.level + ride)
        let step = (wanted - level) / Float(block.count)
        let room = strip.room.map { amplitude(decibels: $0) } ?? 0
        let echo = strip.echo.map { amplitude(decibels: $0) } ?? 0
        for index in block.indices {
            level += step
            let frame = block[index] * (level * remainder(at: position + index))
            buses.mix[index] += frame
            buses.room[index] += frame * room
            buses.echo[index] += frame * echo
        }
        level = wanted
    }

    /// How much of the part is left beside the last stroke that it gives way to.
    @inline(__always)
    private mutating func remainder(at frame: Int) -> Float {
        guard !pushes.isEmpty else { return 1 }
        while pushed + 1 < pushes.count, pushes[pushed + 1] <= frame { pushed += 1 }
        let since = Float(frame - pushes[pushed]) / rate
        guard since >= 0, since < 0.4 else { return 1 }
        let recovered = min(1, since / 0.26)
        return 1 - strip.duck * (1 - recovered * recovered * (3 - 2 * recovered))
    }
}
