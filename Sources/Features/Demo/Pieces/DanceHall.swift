internal import Synthesis

/// A slow waltz for plucked strings in A minor, with a turn into C where somebody opens the curtains.
struct DanceHall: Piece {
    let title = "Waltz for an Empty Dance Hall"
    let tempo = 104.0
    let key = "A minor"
    let metre = "3/4"
    let isSlowingDown = true
    let form = Form("intro:4 verse:16 turn:8 verse:8 coda:4", bar: 3)
    let takes = [
        Take(.demo, "kitchen table", age: 40),
        Take(.master, "master", age: 3),
        Take(.live, "live in the chapel", age: 1),
    ]

    private let verse = Harmony(
        "Am:3 Am/G Fmaj7 E7 Am Dm7 G7 Cmaj7 Fmaj7 Bm7b5 E7 Am Dm7 Am/E E7 Am"
    )
    private let turn = Harmony("Cmaj7:3 G/B Am7 Em/G Fmaj7 C/E Dm7 E7")

    func desk(_ score: inout Score) {
        score.room = .hall
        score.tail = 4
        score.master = Master(gain: 1, glue: -16)
    }

    func parts(of take: Take) -> [Part] {
        let trio = [tune, guitar, bass]
        return take.kind == .demo ? [tune, guitar] : trio + [mandolin, glockenspiel, accordion]
    }

    private var tune: Part {
        var part = Part(
            "tune",
            .pluck(.steel),
            Strip(level: -7, pan: 0.12, room: -12),
            feel: Feel(looseness: 0.011, lag: 0.008, dynamics: 0.12)
        )
        let first = Line(
            "r:1 e5 d5 | c5:2 b4:1 | a4:1 c5 e5 | d5:1.5 c5:.5 b4:1 | c5:2 a4:1 | f5:1 e5 d5 | b4:2 d5:1 | e5:3"
        )
        let second = Line(
            "a5:1.5! g5:.5 f5:1 | d5:2 f5:1 | e5:1 d5 b4 | c5:2 a4:1 | f5:1 a4 d5 | c5:1.5 b4:.5 a4:1 | g#4:1 b4 d5 | a4:3"
        )
        part.play(first + second, in: form, "verse")
        let bright = Line(
            "g5:2 e5:1 | d5:1 g5 b5! | a5:1.5 g5:.5 e5:1 | g5:3 | a5:1 f5 c5 | g5:1 e5 c5 | f5:1.5 e5:.5 d5:1 | b4:2 e5:1"
        )
        part.play(bright, in: form, "turn")
        part.play(Line("r:1 e5:1 d5? | c5:2 b4:1? | a4:1? e4 c4? | a3:3"), in: form, "coda")
        return part
    }

    /// The hand that keeps the dance going: a bass and two chords.
    private var guitar: Part {
        var part = Part(
            "guitar",
            .pluck(.nylon),
            Strip(level: -3, pan: -0.3, room: -14) { $0.lowCut = 70 },
            feel: Feel(looseness: 0.009, dynamics: 0.12)
        )
        let waltz = { (harmony: Harmony) in
            harmony.roots(from: 40, steps: "x..", grid: 1, hold: 0.95)
                .with(harmony.chords(about: 59, count: 3, steps: ".oo", grid: 1, hold: 0.7))
        }
        part.play(waltz(Harmony("Am:3 Am/G Fmaj7 E7")), in: form, "intro")
        for start in form.starts("verse") { part.play(waltz(verse), at: start) }
        part.play(turn.broken([0, 1, 2, 3, 2, 1], about: 60, grid: 0.5, hold: 2), in: form, "turn")
        part.play(waltz(Harmony("Am:3 Dm E7")) + Line("a2+e3+a3+c4+e4:3?"), in: form, "coda")
        return part.cut(at: form.beats)
    }

    private var bass: Part {
        var part = Part(
            "bass",
            .pluck(.uprightBass),
            Strip(level: 4, room: -20),
            feel: Feel(looseness: 0.008)
        )
        for start in form.starts("verse") {
            part.play(verse.roots(from: 28, steps: "x..", grid: 1, hold: 2.4), at: start)
        }
        part.play(turn.roots(from: 28, steps: "x.o", grid: 1, hold: 1), in: form, "turn")
        part.play(Line("a1:3 d2 e2 a1:3"), in: form, "coda")
        return part.cut(at: form.beats)
    }

    private var mandolin: Part {
        var part = Part(
            "mandolin",
            .pluck(.mandolin),
            Strip(level: -12, pan: 0.5, room: -10),
            feel: Feel(looseness: 0.01, dynamics: 0.2)
        )
        part.play(
            turn.chords(about: 72, count: 2, steps: "xooooo", grid: 0.25, hold: 1).louder(0.7),
            in: form,
            "turn"
        )
        part.play(
            verse.chords(about: 69, count: 2, steps: "..o.o.", grid: 0.5, hold: 0.4).cut(at: 24).later(24),
            at: form.start("verse")
        )
        return part
    }

    private var glockenspiel: Part {
        var part = Part("glockenspiel", .modal(.glockenspiel), Strip(level: -15, pan: -0.5, room: -8))
        part.play(Line("g5:2 e5:1 | r:3 | a5:2 e5:1 | r:3 | r:3 | c6:3 | r:3 | b5:3"), in: form, "turn")
        part.play(Line("r:9 | e6:3"), in: form, "coda")
        return part
    }

    /// Long reeds from the turn on, hardly there.
    private var accordion: Part {
        var part = Part(
            "accordion",
            .synth(.reed),
            Strip(level: -17, pan: -0.15, room: -9) {
                $0.chorus = 0.6
                $0.lowCut = 180
            }
        )
        part.play(turn.chords(about: 62, count: 3, velocity: 0.6), in: form, "turn")
        part.play(verse.chords(about: 62, count: 3, velocity: 0.55).cut(at: 24), at: form.starts("verse")[1])
        return part
    }
}
