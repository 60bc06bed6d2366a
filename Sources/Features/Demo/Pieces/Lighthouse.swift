internal import Synthesis

/// A house track in F minor: chords that come through a wall, then the door opens.
struct Lighthouse: Piece {
    let title = "Lighthouse Keeper’s Night Off"
    let tempo = 122.0
    let key = "F minor"
    let metre = "4/4"
    let form = Form("intro:8 groove:8 break:4 drop:12 outro:4", bar: 4)
    let takes = [
        Take(.roughMix, "rough, no fills yet", age: 20),
        Take(.master, "master", age: 2),
        Take(.remix, "the long way home remix", age: 0),
    ]

    private let chords = Harmony("Fm9:4 Db:2 Eb:2 Fm9:4 Ab:2 Eb/G:2")
    private let remixed = Harmony("Dbmaj7:4 Eb Cm7 Fm9")

    func desk(_ score: inout Score) {
        score.room = .plate
        score.echo = EchoSetting(beats: 0.75, feedback: 0.42)
        score.master = Master(gain: 5.5, glue: -15, drive: 2)
    }

    func parts(of take: Take) -> [Part] {
        let harmony = take.kind == .remix ? remixed : chords
        return [stab(harmony, take), pad(harmony), bass(harmony, take), piano(harmony), voice, bell(take)]
            + drums(take)
    }

    private func stab(_ harmony: Harmony, _ take: Take) -> Part {
        var part = Part(
            "stab",
            .synth(.stab),
            Strip(level: -5, pan: -0.12, room: -13) {
                $0.echo = -11
                $0.duck = 0.5
                $0.lowCut = 170
                $0.chorus = 0.4
                $0.sweep = Curve([
                    (0, 500), (28, 2200), (32, 1400), (64, 5000), (66, 700), (78, 9000), (80, 12000),
                    (132, 12000), (144, 600),
                ])
            }
        )
        let steps = take.kind == .remix ? "x.....x....x...." : "x..x..x...x..x.."
        let line = harmony.chords(about: 66, count: 4, steps: steps, grid: 0.25, hold: 0.8)
        for (start, bars) in [(0.0, 8), (32, 8), (64, 4), (80, 12), (128, 4)] {
            part.play((line * 4).cut(at: Double(bars) * 4), at: start)
        }
        return part
    }

    private func pad(_ harmony: Harmony) -> Part {
        var part = Part(
            "pad",
            .synth(.pad),
            Strip(level: -11, room: -9) {
                $0.duck = 0.65
                $0.lowCut = 220
                $0.chorus = 0.8
            }
        )
        part.play(harmony.chords(about: 69, count: 4).swelling(from: 0.5, to: 1), in: form, "break")
        part.play(harmony.chords(about: 69, count: 4).louder(0.8) * 3, in: form, "drop")
        part.play(Line("f3+c4+eb4+ab4:14"), in: form, "outro")
        return part.cut(at: form.beats)
    }

    private func bass(_ harmony: Harmony, _ take: Take) -> Part {
        var part = Part(
            "bass",
            .synth(.bass),
            Strip(level: -7.5) {
                $0.duck = 0.55
                $0.drive = 2
            },
            feel: .machine
        )
        let steps = take.kind == .remix ? "..x...x...x...xx" : "..x...x.x.x...xo"
        let line = harmony.roots(from: 29, steps: steps, grid: 0.25, hold: 0.85)
        part.play(line * 2, in: form, "groove")
        part.play(line * 3, in: form, "drop")
        return part.cut(at: form.start("outro"))
    }

    /// The hook: a piano above the chords, answered by itself.
    private func piano(_ harmony: Harmony) -> Part {
        var part = Part(
            "piano",
            .modal(.piano),
            Strip(level: -5.5, pan: 0.2, room: -12) {
                $0.echo = -16
                $0.lowCut = 140
                $0.duck = 0.25
            }
        )
        let hook = Line(
            "r:.5 c5:.5 eb5:1 f5:.75 eb5:.25 c5:1 | r:.5 ab4:.5 bb4:1 c5:2 | r:.5 c5:.5 eb5:1 f5:.75 g5:.25 ab5:1! | g5:.5 eb5 c5:1 bb4:2"
        )
        let high = hook.with(hook.up(12).louder(0.6))
        part.play(hook, at: form.start("groove") + 16)
        part.play(hook.louder(0.7), in: form, "break")
        part.play(high * 2 + hook, in: form, "drop")
        return part
    }

    private var voice: Part {
        var part = Part(
            "voice",
            .choir(.ah),
            Strip(level: -12, room: -8) {
                $0.echo = -12
                $0.lowCut = 300
                $0.duck = 0.4
            }
        )
        let call = Line("c5:3 eb5:1 | db5:3 r:1 | c5:3 f5:1 | eb5:2 r:2")
        part.play(call, in: form, "break")
        part.play(Line.rest(16) + call + call.up(3).louder(0.7), in: form, "drop")
        return part
    }

    /// What the lamp does, every fourth bar.
    private func bell(_ take: Take) -> Part {
        var part = Part("lamp", .keys(.glass), Strip(level: -13, pan: 0.45, room: -8) { $0.echo = -8 })
        for bar in stride(from: 3.0, to: 34, by: 4) { part.play(Line("c6:1 g5:1?"), at: bar * 4) }
        return part
    }

    private func drums(_ take: Take) -> [Part] {
        var kick = Part("kick", .drum(.kick), Strip(level: -6), feel: .machine)
        kick.ducksOthers = true
        var clap = Part("clap", .drum(.clap), Strip(level: -5, room: -12), feel: .machine)
        var hat = Part("hat", .drum(.openHat), Strip(level: -7, pan: 0.25), feel: Feel(looseness: 0.002))
        var shaker = Part(
            "shaker",
            .drum(.shaker),
            Strip(level: -8, pan: -0.4),
            feel: Feel(swing: 0.56, grid: 0.25, dynamics: 0.2)
        )
        var crash = Part("crash", .drum(.crash), Strip(level: -12, room: -12), feel: .machine)
        for (start, bars) in [(0.0, 8), (32, 8), (80, 12), (128, 3)] {
            kick.play(Line(steps: "X...x...X...x...") * bars, at: start)
            shaker.play(Line(steps: "xoxoxoxoxoxoxoxx") * bars, at: start)
        }
        for (start, bars) in [(32.0, 8), (80, 12)] {
            clap.play(Line(steps: "....x.......x...") * bars, at: start)
            hat.play(Line(steps: "..x...x...x...x.") * bars, at: start)
            crash.play(Line(steps: "X"), at: start)
        }
        hat.play(Line(steps: "..x...x...x...x.") * 4, at: 16)
        guard take.kind != .roughMix else { return [kick, clap, hat, shaker] }
        clap.play(Line(steps: "....x...x...x.x.x.x.xxxxXXXX....").swelling(from: 0.4, to: 1), at: 72)
        clap.play(Line(steps: "..........x.x..x"), at: 60)
        return [kick, clap, hat, shaker, crash]
    }
}
