internal import Synthesis

/// Dub in G minor: a bass that walks slowly, chords off the beat, everything else comes back twice.
struct RainGauge: Piece {
    let title = "Rain Gauge"
    let tempo = 72.0
    let key = "G minor"
    let metre = "4/4"
    let form = Form("intro:4 tune:8 dub:6 out:2", bar: 4)
    let takes = [
        Take(.mix, "mix, before the rain", age: 6),
        Take(.master, "master", age: 2),
        Take(.instrumental, "version", age: 0),
    ]

    private let harmony = Harmony("Gm7:4 Gm7 Cm7 Dm7 Gm7 Ebmaj7 Cm7 D7:4")

    func desk(_ score: inout Score) {
        score.room = .plate
        score.tail = 6
        score.echo = EchoSetting(beats: 0.75, feedback: 0.62, lowCut: 320, highCut: 2300)
        score.master = Master(gain: 4, glue: -16, drive: 2)
    }

    func parts(of take: Take) -> [Part] {
        let band = [bass, skank, organ, .air(.rain, "rain", level: -25, from: 0, beats: 80)] + drums
        return take.kind == .instrumental ? band + [siren] : band + [melodica, siren]
    }

    private var bass: Part {
        var part = Part(
            "bass",
            .pluck(.electricBass),
            Strip(level: -1.5) {
                $0.highCut = 1600
                $0.drive = 4
            },
            feel: Feel(looseness: 0.006, lag: 0.012)
        )
        let walk = Line(
            "g1:1 r:.5 g1:.5 bb1 c2 d2:1 | r:.5 f2:.5 d2 c2 bb1:1 g1:1 | c2:1 r:.5 c2 eb2:.5 f2 g2:1 | d2:1 r:.5 d2 f2:.5 eb2 d2:1"
        )
        let other = Line(
            "g1:1 r:.5 g1:.5 bb1 c2 d2:1 | eb2:1 r:.5 eb2:.5 g2 eb2 d2 bb1 | c2:1 r:.5 c2 eb2:.5 c2 bb1:1 | d2:1 f#2 a2:.5 f#2 d2 c2"
        )
        part.play(walk, in: form, "intro")
        part.play(walk + other, in: form, "tune")
        part.play(walk + other.cut(at: 8), in: form, "dub")
        part.play(Line("g1:1 r:.5 g1:.5 bb1 c2 d2:1 | g1:4"), in: form, "out")
        return part
    }

    private var skank: Part {
        var part = Part(
            "skank",
            .pluck(.muted),
            Strip(level: -6, pan: -0.35, room: -14) {
                $0.echo = -13
                $0.lowCut = 260
            },
            feel: Feel(looseness: 0.004)
        )
        part.play(harmony.chords(about: 67, count: 3, steps: "..x...x...x...x.", hold: 0.8), in: form, "tune")
        part.play(
            (harmony.chords(about: 67, count: 3, steps: "..x.............", hold: 0.8)).cut(at: 24),
            in: form,
            "dub"
        )
        return part
    }

    private var organ: Part {
        var part = Part(
            "organ",
            .synth(.skank),
            Strip(level: -12, pan: 0.3, room: -12) {
                $0.echo = -9
                $0.lowCut = 240
                $0.rides = Curve([
                    (0, -20), (14, 0), (48, -2), (50, 3), (56, -8), (58, 3), (64, -8), (66, 3), (80, 0),
                ])
            }
        )
        part.play(harmony.chords(about: 65, count: 3, steps: "...xx......xx...", hold: 0.7) * 3, at: 0)
        return part.cut(at: 76)
    }

    private var melodica: Part {
        var part = Part(
            "melodica",
            .synth(.reed),
            Strip(level: -5.5, pan: 0.1, room: -11) {
                $0.echo = -9
                $0.lowCut = 260
            },
            feel: Feel(looseness: 0.014, lag: 0.02, dynamics: 0.15)
        )
        part.play(
            Line(
                "r:1 d5:.5 f5 g5:1.5 f5:.5 | d5:1 bb4:.5 c5 d5:2 | r:1 eb5:.5 d5 c5:1 g4 | a4:1.5 f4:.5 d4:1 r"
            ),
            in: form,
            "tune"
        )
        part.play(
            Line(
                "r:.5 g5 bb5:1! a5:.5 g5 f5:1 | g5:2.5 r:1.5 | r:1 c5:.5 d5 eb5:1 g5 | f#5:1.5 d5:.5 a4:1 r"
            ),
            at: form.start("tune") + 16
        )
        part.play(Line("d5:1! r:7 | r:4 g5:.5! f5:.5 r:7 | bb4:1! r:3"), in: form, "dub")
        part.play(Line("d5:.5 f5 g5:3"), in: form, "out")
        return part
    }

    /// One note, sent into the echo.
    private var siren: Part {
        var part = Part(
            "siren",
            .synth(.lead),
            Strip(level: -19, pan: -0.2, room: -10) {
                $0.echo = -2
                $0.lowCut = 400
            }
        )
        part.play(Line("r:3 d6:.5 r:8.5 g5:.5! r:7.5 a5:.25! bb5:.25"), in: form, "dub")
        return part
    }

    private var drums: [Part] {
        let lazy = Feel(swing: 0.55, grid: 0.25, looseness: 0.005, lag: 0.006, dynamics: 0.12)
        var kick = Part("kick", .drum(.kick), Strip(level: -5.5), feel: lazy)
        var rim = Part(
            "rim",
            .drum(.rim),
            Strip(level: -6, pan: -0.12, room: -12) { $0.echo = -17 },
            feel: lazy
        )
        var hat = Part("hat", .drum(.hat), Strip(level: -5, pan: 0.3), feel: lazy)
        var snare = Part("snare", .drum(.snare), Strip(level: -6, room: -9) { $0.echo = -6 }, feel: lazy)
        var tom = Part(
            "tom",
            .drum(.tom),
            Strip(level: -7, pan: 0.2, room: -12) { $0.echo = -14 },
            feel: lazy
        )
        kick.play(Line(steps: "........X.....o.") * 18, at: 8)
        rim.play(Line(steps: "........x..o....") * 18, at: 8)
        hat.play(Line(steps: "x.oxx.oxx.oxx.ox") * 18, at: 8)
        tom.play(Line(steps: "........x.x.xx.X"), at: 4)
        for bar in [11.0, 13, 15, 17] { snare.play(Line(steps: "............X..."), at: bar * 4) }
        tom.play(Line(steps: "..........x.xx.X"), at: 44)
        kick.play(Line(steps: "X"), at: 76)
        return [kick.cut(at: 77), rim.cut(at: 76), hat.cut(at: 76), snare, tom]
    }
}
