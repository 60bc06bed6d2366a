internal import Synthesis

/// A jig in G with a darker second half, for mandolin, fiddle, flute and a frame drum.
struct TurnipField: Piece {
    let title = "The Turnip Field"
    let tempo = 112.0
    let key = "G major"
    let metre = "6/8"
    let isSlowingDown = true
    let form = Form("call:2 first:16 second:16 first:16 second:16 end:2", bar: 2)
    let takes = [
        Take(.acoustic, "two of us, back room", age: 11),
        Take(.master, "master", age: 2),
        Take(.live, "barn, after midnight", age: 1),
    ]

    private let third = 1.0 / 3
    private let first = Harmony("G:2 C D:1 C:1 D:2 G C G:1 D:1 G:2")
    private let second = Harmony("Em:2 D C:1 G:1 D:2 Em D C:1 D:1 G:2")

    func desk(_ score: inout Score) {
        score.room = .room
        score.tail = 3
        score.master = Master(gain: 0, glue: -14)
    }

    func parts(of take: Take) -> [Part] {
        guard take.kind != .acoustic else { return [mandolin, guitar(from: 0)] }
        return [mandolin, guitar(from: 0), fiddle, flute, bass] + drums
    }

    /// Three notes to the beat, as they are written in eighths of a jig.
    private func jig(_ text: String) -> Line { Line(text).stretched(third) }

    private var firstTune: Line {
        jig(
            "d5:1! b4 g4 b4 c5 d5 | e5:2! c5:1 e5 g5 e5 | d5! a4 f#4 e5 d5 c5 | a4:2! d4:1 f#4 a4 c5 | b4! d5 g5 b5 a5 g5 | e5:2! g5:1 c5 e5 g5 | d5! g5 b4 a4 b4 c5 | b4! g4 f#4 g4:3"
        )
    }

    private var secondTune: Line {
        jig(
            "e5:2! b4:1 g5 f#5 e5 | d5! f#5 a5 f#5 d5 a4 | g4 c5 e5 d5 b4 g4 | a4! b4 c5 d5:2 f#5:1 | g5! e5 b4 g5 a5 b5 | a5! f#5 d5 a4 d5 f#5 | e5! d5 c5 d5 f#5 a5 | g5! d5 b4 g4:3"
        )
    }

    private func tune(_ part: inout Part, rounds: [Int], transposed: Float = 0) {
        for round in rounds {
            part.play((firstTune * 2).up(transposed), at: form.starts("first")[round])
            part.play((secondTune * 2).up(transposed), at: form.starts("second")[round])
        }
    }

    private var mandolin: Part {
        var part = Part(
            "mandolin",
            .pluck(.mandolin),
            Strip(level: -6, pan: 0.18, room: -14),
            feel: Feel(looseness: 0.006, dynamics: 0.13)
        )
        part.play(jig("r:6 | r:3 d5:1 c5 a4"), at: 0)
        tune(&part, rounds: [0, 1])
        part.play(jig("g4+d5+g5:6 r:6"), in: form, "end")
        return part
    }

    private var fiddle: Part {
        var part = Part(
            "fiddle",
            .synth(.fiddle),
            Strip(level: -9.5, pan: -0.25, room: -11) { $0.lowCut = 240 },
            feel: Feel(looseness: 0.01, dynamics: 0.15)
        )
        part.play(
            (Harmony("G:2 C D D G C G G").roots(from: 62, velocity: 0.5)) * 2,
            at: form.starts("second")[0]
        )
        tune(&part, rounds: [1])
        part.play(jig("b4:6 r:6"), in: form, "end")
        return part
    }

    private var flute: Part {
        var part = Part(
            "flute",
            .synth(.flute),
            Strip(level: -9, pan: 0.4, room: -10) { $0.lowCut = 300 },
            feel: Feel(looseness: 0.01, dynamics: 0.15)
        )
        part.play((secondTune * 2).louder(0.85), at: form.starts("second")[0])
        part.play(
            jig("r:3 b5:2 g5:1 | a5:3 g5 | f#5 e5 | d5:6 | r:3 g5:2 b5:1 | c6:3 b5 | a5 f#5 | g5:6") * 2,
            at: form.starts("first")[1]
        )
        part.play((secondTune * 2).up(12).louder(0.6), at: form.starts("second")[1])
        return part
    }

    private func guitar(from start: Double) -> Part {
        var part = Part(
            "guitar",
            .pluck(.steel),
            Strip(level: -5, pan: -0.35, room: -16) { $0.lowCut = 90 },
            feel: Feel(looseness: 0.007, dynamics: 0.14)
        )
        let strum = { (harmony: Harmony) in
            harmony.chords(about: 57, count: 3, steps: "X.ox.o", grid: self.third, hold: 1.1) * 2
        }
        for start in form.starts("first") { part.play(strum(first), at: start) }
        for start in form.starts("second") { part.play(strum(second), at: start) }
        part.play(Line("g2+d3+g3+b3+d4:4"), in: form, "end")
        return part
    }

    private var bass: Part {
        var part = Part(
            "bass",
            .pluck(.uprightBass),
            Strip(level: 2, room: -20),
            feel: Feel(looseness: 0.007)
        )
        for (round, start) in form.starts("first").enumerated() where round > 0 {
            part.play(first.roots(from: 31, steps: "x.ox..", grid: third, hold: 1.8) * 2, at: start)
        }
        for start in form.starts("second") {
            part.play(second.roots(from: 31, steps: "x..x.o", grid: third, hold: 1.8) * 2, at: start)
        }
        part.play(Line("g1:4"), in: form, "end")
        return part
    }

    private var drums: [Part] {
        var drum = Part(
            "frame drum",
            .drum(.frameDrum),
            Strip(level: -2, pan: 0.08, room: -14),
            feel: Feel(looseness: 0.006, dynamics: 0.16)
        )
        var rim = Part(
            "rim",
            .drum(.shaker),
            Strip(level: -13, pan: -0.3, room: -16),
            feel: Feel(looseness: 0.006, dynamics: 0.2)
        )
        let beat = Line(steps: "X.ox.oX.oxoo", grid: third)
        for start in form.starts("second") { drum.play(beat * 8, at: start) }
        drum.play(beat * 8, at: form.starts("first")[1])
        for start in [form.starts("first")[1], form.starts("second")[1]] {
            rim.play(Line(steps: "xoxxox", grid: third) * 16, at: start)
        }
        drum.play(Line(steps: "X..X", grid: 0.5), in: form, "end")
        return [drum, rim]
    }
}
