internal import Synthesis

/// A piano trio in five, C minor: a bass that limps, brushes, and a tune that takes its time.
struct FiveUmbrellas: Piece {
    let title = "Five Umbrellas"
    let tempo = 156.0
    let key = "C minor"
    let metre = "5/4"
    let form = Form("intro:4 head:8 solo:8 bridge:4 head:8 out:2", bar: 5)
    let takes = [
        Take(.demo, "rehearsal, phone on the piano", age: 25),
        Take(.mix, "studio, day two", age: 9),
        Take(.master, "master", age: 1),
        Take(.live, "late set, first night", age: 0),
    ]

    private let head = Harmony("Cm9:5 Fm9 Cm9 Abmaj7:3 G7#9:2 Cm9:5 Fm9 Dm7b5:3 G7b9:2 Cm9:5")
    private let bridge = Harmony("Fm9:5 Bb13 Ebmaj9 Dm7b5:3 G7#5:2")
    private let easy = Feel(swing: 0.63, grid: 0.5, looseness: 0.009, lag: 0.006, dynamics: 0.14)

    func desk(_ score: inout Score) {
        score.room = .room
        score.tail = 3.5
        score.master = Master(gain: 1.5, glue: -16)
    }

    func parts(of take: Take) -> [Part] { [keys, tune, bass] + drums }

    /// The left hand: short chords on one and between three and four.
    private var keys: Part {
        var part = Part(
            "left hand",
            .keys(.electricPiano),
            Strip(level: -11, pan: -0.22, room: -13) {
                $0.tremolo = 0.35
                $0.lowCut = 110
            },
            feel: easy
        )
        let comp = "x....x.o.."
        part.play(
            Harmony("Cm9:5 Fm9 Cm9 G7#9").chords(about: 60, steps: comp, grid: 0.5, hold: 1.2),
            in: form,
            "intro"
        )
        for start in form.starts("head") {
            part.play(head.chords(about: 60, steps: comp, grid: 0.5, hold: 1.3), at: start)
        }
        part.play(
            head.chords(about: 60, steps: "x..x...o.x....x.o..o", grid: 0.5, hold: 0.9),
            in: form,
            "solo"
        )
        part.play(bridge.chords(about: 62, velocity: 0.6), in: form, "bridge")
        part.play(Line("eb3+bb3+d4+g4:2! r:3 | c3+g3+bb3+d4+eb4:5?"), in: form, "out")
        return part
    }

    private var tune: Part {
        var part = Part(
            "right hand",
            .keys(.electricPiano),
            Strip(level: -6, pan: 0.16, room: -12) {
                $0.tremolo = 0.3
                $0.echo = -24
            },
            feel: easy
        )
        let first = Line(
            "g5:1.5 f5:.5 eb5:1 c5 d5 | eb5:2 c5:1 r:2 | r:1 bb4:.5 c5 eb5:1 g5 f5 | eb5:3 d5:1 b4"
        )
        let second = Line(
            "g5:1.5 ab5:.5 g5:1 eb5 f5 | c5:2 ab4:1 r:1 c5:.5 d5 | f5:1.5 eb5:.5 d5:1 b4 ab4 | c5:3 r:2"
        )
        for start in form.starts("head") { part.play(first + second, at: start) }
        let solo = Line(
            "r:.5 g4 bb4 c5 eb5 d5 c5 bb4 g4:1 | ab4:.5 c5 eb5 g5 f5 eb5 c5:1 r | g5:.5 f5 gb5 f5 eb5 c5 bb4:1 r:1 | eb5:.5 c5 ab4 g4 ab4 b4 d5 f5 eb5 b4 | c5:1 r:.5 eb5 g5:1.5 bb5:.5! g5:1 | c6:1! ab5:.5 g5 f5 eb5 c5 ab4 r:1 | f5:.5 ab5 c6 b5 ab5 f5 d5 b4 ab4 f4 | g4:1 c5:2 r:2"
        )
        part.play(solo, in: form, "solo")
        part.play(
            Line("ab5:2 g5:1 f5 c5 | g5:2 f5:1 d5 bb4 | f5:2 eb5:1 d5 bb4 | ab4:.5 c5 d5 f5 ab5 b5 d6:1! r"),
            in: form,
            "bridge"
        )
        return part
    }

    private var bass: Part {
        var part = Part(
            "bass",
            .pluck(.uprightBass),
            Strip(level: 0, pan: 0.05, room: -19),
            feel: Feel(swing: 0.63, grid: 0.5, looseness: 0.008)
        )
        let vamp = Line("c2:1.5 g2:.5 bb2:1 a2:1 g2 | f2:1.5 c3:.5 eb3:1 c3 ab2")
        part.play(vamp + Line("c2:1.5 g2:.5 bb2:1 a2:1 g2 | g1:1.5 d2:.5 f2:1 g2 b1"), in: form, "intro")
        let walk =
            vamp + Line("c2:1.5 g2:.5 bb2:1 a2 g2 | ab1:1.5 eb2:.5 ab2:1 g2 f2") + vamp
            + Line("d2:1.5 ab2:.5 c3:1 g2 f2 | c2:1.5 g2:.5 eb2:1 d2 b1")
        for start in form.starts("head") { part.play(walk, at: start) }
        let four = Line(
            "c2:1 eb2 g2 a2 bb2 | ab2 g2 f2 eb2 db2 | c2 d2 eb2 g2 c3 | ab2 g2 eb2 g1 b1 | c2 g2 bb2 c3 db3 | c3 ab2 f2 eb2 db2 | d2 f2 ab2 g2 f2 | eb2 c2 g1 a1 b1"
        )
        part.play(four, in: form, "solo")
        part.play(Line("f2:3 c2:2 | bb1:3 f2:2 | eb2:3 bb1:2 | d2:3 g1:2"), in: form, "bridge")
        part.play(Line("c2:2! r:3 | c2+g2:5"), in: form, "out")
        return part
    }

    private var drums: [Part] {
        var ride = Part("ride", .drum(.ride), Strip(level: -8, pan: 0.35, room: -18), feel: easy)
        var brush = Part("brushes", .drum(.brush), Strip(level: -8, pan: -0.1, room: -16), feel: easy)
        var tap = Part("snare", .drum(.brushTap), Strip(level: -9, pan: -0.05, room: -15), feel: easy)
        var kick = Part("kick", .drum(.softKick), Strip(level: -8), feel: easy)
        let swish = Line(steps: "xoxox", grid: 1)
        brush.play(swish * 34, at: 0)
        for name in ["head", "solo"] {
            for start in form.starts(name) {
                ride.play(Line(steps: "x.xox.xox.", grid: 0.5) * 8, at: start)
                kick.play(Line(steps: "x....o....", grid: 0.5) * 8, at: start)
                tap.play(
                    (Line(steps: "......x..o", grid: 0.5) * 3 + Line(steps: "..o...x.xx", grid: 0.5)) * 2,
                    at: start
                )
            }
        }
        ride.play(Line(steps: "x.........", grid: 0.5) * 4, in: form, "bridge")
        tap.play(Line(steps: "ooooxxxxXX", grid: 0.5), at: form.start("bridge") + 15)
        kick.play(Line(steps: "X....", grid: 1), in: form, "out")
        return [ride, brush, tap, kick]
    }
}
