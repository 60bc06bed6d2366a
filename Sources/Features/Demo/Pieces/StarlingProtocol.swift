internal import Synthesis

/// Drum and bass in F sharp minor: a broken beat, a bass that growls, and long chords far above.
struct StarlingProtocol: Piece {
    let title = "Starling Protocol"
    let tempo = 172.0
    let key = "F# minor"
    let metre = "4/4"
    let form = Form("intro:8 build:8 drop:16 break:4 drop:8 out:4", bar: 4)
    let takes = [
        Take(.roughMix, "rough mix", age: 13),
        Take(.master, "master", age: 1),
    ]

    private let chords = Harmony("F#m9:8 Dmaj7 Amaj7 E6")

    func desk(_ score: inout Score) {
        score.room = .plate
        score.echo = EchoSetting(beats: 1.5, feedback: 0.4)
        score.master = Master(gain: 4.5, glue: -14, drive: 3)
    }

    func parts(of take: Take) -> [Part] { [pad, arpeggio, keys, bass, sub, voice] + drums(take) }

    private var pad: Part {
        var part = Part(
            "pad",
            .synth(.pad),
            Strip(level: -8, room: -8) {
                $0.chorus = 0.8
                $0.lowCut = 200
                $0.duck = 0.35
                $0.sweep = Curve([(0, 600), (56, 5000), (64, 9000), (192, 9000)])
            }
        )
        let line = chords.chords(about: 66, count: 4)
        part.play(line * 2, at: 0)
        for start in form.starts("drop") { part.play(line.louder(0.8), at: start) }
        part.play(line.louder(0.8), at: form.starts("drop")[0] + 32)
        part.play(line.cut(at: 16), in: form, "break")
        part.play(Line("f#3+c#4+e4+a4:14"), in: form, "out")
        return part
    }

    private var arpeggio: Part {
        var part = Part(
            "starlings",
            .synth(.pluck),
            Strip(level: -11, pan: 0.3, room: -12) {
                $0.echo = -9
                $0.lowCut = 350
                $0.strewn = 0.5
                $0.sweep = Curve([(0, 1200), (60, 7000), (64, 4000), (140, 9000)])
            },
            feel: .machine
        )
        let flock = chords.broken([0, 3, 1, 4, 2, 3, 5, 1], about: 73, grid: 0.5, hold: 0.7)
        part.play(flock.swelling(from: 0.4, to: 0.9) + flock, at: 0)
        part.play(flock.louder(0.8), at: form.starts("drop")[0] + 32)
        part.play(flock.cut(at: 16), in: form, "break")
        part.play(flock, at: form.starts("drop")[1])
        return part
    }

    /// The tune: few notes, long between them.
    private var keys: Part {
        var part = Part(
            "keys",
            .keys(.glass),
            Strip(level: -5, pan: -0.15, room: -10) {
                $0.echo = -11
                $0.lowCut = 200
            }
        )
        let tune = Line("c#6:2 a5:1 g#5 e5:4 | f#5:2 a5:1 c#6:5 | e6:2 d6:1 c#6 a5:4 | g#5:3 b5:1 c#6:4")
        part.play(tune, in: form, "build")
        part.play(Line.rest(32) + tune, at: form.starts("drop")[0])
        part.play(tune.cut(at: 16).louder(0.8), in: form, "break")
        part.play(tune, at: form.starts("drop")[1])
        part.play(Line("c#6:2 a5:1 f#5:9"), in: form, "out")
        return part
    }

    private var bass: Part {
        var part = Part(
            "reese",
            .synth(.reese),
            Strip(level: -7.5) {
                $0.drive = 5
                $0.duck = 0.4
                $0.lowCut = 70
                $0.sweep = Curve([
                    (0, 900), (64, 700), (96, 2200), (100, 800), (128, 3000), (144, 700), (176, 2600),
                ])
            },
            feel: .machine
        )
        let line = Line(
            "f#1:1.5 r:.5 f#1:1 a1:.5 f#1 r:1 e1:1 f#1:2 | d1:1.5 r:.5 d1:1 f#1:.5 d1 r:1 c#1:1 d1:2 | a1:1.5 r:.5 a1:1 c#2:.5 a1 r:1 g#1:1 a1:2 | e1:1.5 r:.5 e1:1 g#1:.5 e1 r:1 b1:1 e1:1 g#1:1"
        ).up(12)
        part.play(line * 2, at: form.starts("drop")[0])
        part.play(line, at: form.starts("drop")[1])
        return part
    }

    private var sub: Part {
        var part = Part("sub", .synth(.subBass), Strip(level: -10) { $0.duck = 0.5 }, feel: .machine)
        let line = chords.roots(from: 28, steps: "x.....x.x...x...", grid: 0.5, hold: 1)
        part.play(line * 2, at: form.starts("drop")[0])
        part.play(line, at: form.starts("drop")[1])
        return part
    }

    private var voice: Part {
        var part = Part(
            "voice",
            .choir(.ah),
            Strip(level: -14, room: -6) {
                $0.echo = -10
                $0.lowCut = 350
            }
        )
        part.play(Line("f#5:6 e5:2 | f#5:8 | e5:6 c#5:2 | b4:6 r:2"), in: form, "build")
        part.play(Line("r:8 | a5:6 r:2"), in: form, "break")
        part.play(Line("f#5:8 | r:8 | e5:8 | r:8"), at: form.starts("drop")[1])
        return part
    }

    private func drums(_ take: Take) -> [Part] {
        let tight = Feel(swing: 0.53, grid: 0.25, looseness: 0.002, dynamics: 0.1)
        var kick = Part("kick", .drum(.kick), Strip(level: -5), feel: tight)
        kick.ducksOthers = true
        var snare = Part("snare", .drum(.snare), Strip(level: -2.5, room: -15) { $0.drive = 2 }, feel: tight)
        var hat = Part("hat", .drum(.hat), Strip(level: -8, pan: 0.2), feel: tight)
        var ride = Part("ride", .drum(.ride), Strip(level: -9, pan: -0.3, room: -18), feel: tight)
        var crash = Part("crash", .drum(.crash), Strip(level: -9, room: -12), feel: tight)
        let (kicks, snares) = (
            Line(steps: "X.........x.....") + Line(steps: "X.........x..o.."),
            Line(steps: "....X..o.o..X..o") + Line(steps: "....X..o.o..X.xo")
        )
        for (index, start) in form.starts("drop").enumerated() {
            let turns = index == 0 ? 8 : 4
            kick.play(kicks * turns, at: start)
            snare.play(snares * (turns - 1) + Line(steps: "....X..o.o..X..o....X.xxoXxXXXXX"), at: start)
            hat.play(Line(steps: "x.oxx.oox.oxx.oo") * (2 * turns), at: start)
            ride.play(Line(steps: "x.x.x.x.x.x.x.x.") * turns, at: start + Double(turns) * 4)
            crash.play(Line(steps: "X"), at: start)
        }
        hat.play((Line(steps: "..o...o...o...oo") * 8).swelling(from: 0.4, to: 1), in: form, "build")
        snare.play(Line(steps: "x...x...x...x...x.x.x.x.xxxxXXXX").swelling(from: 0.3, to: 0.9), at: 56)
        crash.play(Line(steps: "X"), in: form, "out")
        return take.kind == .roughMix ? [kick, snare, hat, ride] : [kick, snare, hat, ride, crash]
    }
}
