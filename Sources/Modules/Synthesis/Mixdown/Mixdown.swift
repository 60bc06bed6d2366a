/// What all parts are added to, one block long.
struct Buses: Sendable {
    var mix: [Stereo]
    var room: [Stereo]
    var echo: [Stereo]

    init(frames: Int) {
        let silence = [Stereo](repeating: .zero, count: frames)
        (mix, room, echo) = (silence, silence, silence)
    }

    mutating func clear() {
        for index in mix.indices { (mix[index], room[index], echo[index]) = (.zero, .zero, .zero) }
    }
}

/// Turns a score into sound, block by block.
///
/// A value owned by one task; buffers are made at init, `advance` allocates nothing. The same score gives the same
/// sound. Memory doesn't grow with the length.
package struct Mixdown: Sendable {
    /// Frames of a block.
    package static let blockFrames = 256

    /// How many frames there are in all.
    package let frames: Int
    private var channels: [Channel]
    private var buses = Buses(frames: blockFrames)
    private var room: Reverb
    private var echo: Echo
    private var finish: Finish
    private var position = 0
    private var output = [Stereo](repeating: .zero, count: blockFrames)
    private var filled = 0

    package init(_ score: Score) {
        frames = Int(score.seconds * Double(sampleRate))
        let pushes = score.parts.filter(\.ducksOthers).flatMap { $0.cues(in: score).map(\.start) }.sorted()
        channels = score.parts.map { Channel($0, in: score, pushes: pushes, frames: Self.blockFrames) }
        room = Reverb(score.room)
        echo = Echo(score.echo, seconds: score.echo.beats * 60 / score.tempo.first)
        finish = Finish(
            score.master,
            fadeFrom: frames - Int(min(2, score.tail) * Double(sampleRate)),
            to: frames
        )
    }

    /// The frames made last.
    package var block: ArraySlice<Stereo> { output[..<filled] }

    /// Makes the next block; false at the end.
    package mutating func advance() -> Bool {
        let left = frames - position + Limiter.delay
        guard left > 0 else { return false }
        buses.clear()
        for index in channels.indices { channels[index].mix(into: &buses, from: position) }
        filled = 0
        for index in 0..<min(Self.blockFrames, left) {
            let returned = echo.next(buses.echo[index])
            let answer = room.next(buses.room[index] + returned * 0.25)
            let frame = finish.next(buses.mix[index] + returned + answer)
            if position + index >= Limiter.delay {
                output[filled] = frame
                filled += 1
            }
        }
        position += Self.blockFrames
        return true
    }
}

/// The end of the chain: tape, glue, limiter.
private struct Finish: Sendable {
    private let gain: Float
    private let drive: Float
    private var lowCut = Filter(cutoff: 24)
    private var highCut: Filter?
    private var glue: Compressor?
    private var limiter: Limiter
    private let fade: Range<Int>
    private var position = 0

    init(_ master: Master, fadeFrom start: Int, to end: Int) {
        gain = amplitude(decibels: master.gain)
        drive = master.drive > 0 ? amplitude(decibels: master.drive) : 0
        glue = master.glue.map { Compressor(threshold: $0) }
        limiter = Limiter(ceiling: master.ceiling)
        highCut = master.highCut.map { Filter(cutoff: $0) }
        fade = start..<max(start + 1, end)
    }

    mutating func next(_ input: Stereo) -> Stereo {
        var frame = lowCut.split(input).high
        if let low = highCut?.split(frame).low { frame = low }
        if let held = glue?.next(frame) { frame = held }
        if drive > 0 { frame = saturated(frame * drive) / drive }
        if position >= fade.lowerBound {
            let left = max(0, Float(fade.upperBound - position) / Float(fade.count))
            frame *= left * left
        }
        position += 1
        return limiter.next(frame * gain)
    }
}
