internal import Synthesis

/// Synth-pop in A: a verse that waits, a chorus that goes up to meet the train.
struct PlatformNine: Piece {
    let title = "Postcard from Platform Nine"
    let tempo = 118.0
    let key = "A major"
    let metre = "4/4"
    let form = Form("intro:4 verse:8 lift:4 chorus:8 break:4 chorus:8 outro:2", bar: 4)
    let takes = [
        Take(.demo, "bedroom demo", age: 61),
        Take(.roughMix, "rough mix", age: 33),
        Take(.mix, "mix 3", age: 12),
        Take(.master, "master", age: 2),
        Take(.instrumental, "instrumental", age: 1),
    ]

    private let verse = Harmony("Aadd9:4 Aadd9 F#m7 F#m7 Dmaj7 Dmaj7 E Esus4:2 E:2")
    private let lift = Harmony("Bm7:4 C#m7 Dmaj7 E7sus4:2 E:2")
    private let chorus = Harmony("Dmaj7:4 E F#m7 A/C# Dmaj7 E Aadd9 Asus4:2 A:2")

    func desk(_ score: inout Score) {
        score.room = .plate
        score.echo = EchoSetting(beats: 0.75, feedback: 0.36)
        score.master = Master(gain: 5, glue: -17, drive: 2)
    }

    func parts(of take: Take) -> [Part] {
        var parts = [pad(take), arpeggio(take), bass(take)] + drums(take)
        if take.kind != .instrumental { parts += [singer(take), lead(take)] }
        return parts
    }

    private func pad(_ take: Take) -> Part {
        var part = Part(
            "pad",
            .synth(.pad),
            Strip(level: -8, room: -11) {
                $0.chorus = 0.7
                $0.duck = 0.35
                $0.lowCut = 160
            }
        )
        part.play(verse.chords(about: 64).cut(at: 16), in: form, "intro")
        part.play(verse.chords(about: 64).louder(0.8), in: form, "verse")
        part.play(lift.chords(about: 65).swelling(from: 0.8, to: 1.2), in: form, "lift")
        part.play(chorus.chords(about: 66, count: 4), in: form, "chorus")
        part.play(lift.chords(about: 64).louder(0.8), in: form, "break")
        part.play(Line("a3+c#4+e4+b4:8"), in: form, "outro")
        return part
    }

    private func arpeggio(_ take: Take) -> Part {
        var part = Part(
            "arpeggio",
            .synth(.pluck),
            Strip(level: -8, pan: 0.35, room: -14) {
                $0.echo = -13
                $0.duck = 0.3
                $0.lowCut = 220
                $0.sweep = Curve([
                    (0, 900), (16, 4500), (48, 2400), (64, 8000), (96, 9000), (100, 1500), (112, 7000),
                ])
            },
            feel: .machine
        )
        let pattern = [0, 2, 1, 3, 2, 4, 3, 1]
        part.play(verse.broken(pattern, about: 69, grid: 0.25, hold: 0.8).cut(at: 16), in: form, "intro")
        part.play(
            verse.broken([0, -1, 2, 1], about: 67, grid: 0.5, hold: 0.7, velocity: 0.5),
            in: form,
            "verse"
        )
        part.play(
            lift.broken(pattern, about: 69, grid: 0.25, hold: 0.8).swelling(from: 0.7, to: 1.2),
            in: form,
            "lift"
        )
        part.play(chorus.broken(pattern, about: 71, grid: 0.25, hold: 0.8), in: form, "chorus")
        part.play(lift.broken([0, 1, 2, 3], about: 69, grid: 0.5), in: form, "break")
        return part
    }

    private func bass(_ take: Take) -> Part {
        var part = Part(
            "bass",
            .synth(.bass),
            Strip(level: -8.5) {
                $0.duck = 0.45
                $0.drive = 3
            },
            feel: .machine
        )
        part.play(verse.roots(from: 33, steps: "x..x..x.x...x.x.", grid: 0.25), in: form, "verse")
        part.play(lift.roots(from: 33, steps: "x.x.x.x.", grid: 0.5), in: form, "lift")
        part.play(
            chorus.roots(from: 33, steps: "X.xx.xx.x.xx.xxx", grid: 0.25, hold: 0.8),
            in: form,
            "chorus"
        )
        part.play(Line("b1:4 c#2 d2 e2"), in: form, "break")
        part.play(Line("a1:6"), in: form, "outro")
        return part
    }

    /// What a singer would sing in the verses, before the chorus and beside it.
    private func singer(_ take: Take) -> Part {
        var part = Part(
            "singer",
            .synth(.reed),
            Strip(level: -6, pan: -0.08, room: -11) {
                $0.echo = -17
                $0.lowCut = 200
            },
            feel: Feel(looseness: 0.012, lag: 0.012, dynamics: 0.12)
        )
        let first = Line(
            "r:.5 e4:.5 a4 b4 c#5:1.5 b4:.5 | a4:1 r:3 | r:.5 c#5 c#5 b4 a4:1 f#4 | e4:1.5 f#4:.5 r:2"
        )
        let second = Line(
            "r:.5 f#4 a4 b4 c#5:1 e5:1 | d5:.5 c#5 a4:1 r:2 | r:.5 b4 b4 c#5 b4:1 g#4 | a4:1 b4:2 r:1"
        )
        part.play(first + second, in: form, "verse")
        part.play(
            Line(
                "d5:1.5 c#5:.5 b4:1 f#4 | e5:1.5 d5:.5 c#5:1 g#4 | f#5:1.5 e5:.5 d5:1 c#5 | b4:2 e5:1.5! r:.5"
            ),
            in: form,
            "lift"
        )
        part.play(Line("r:2 f#4:1 e4 | r:4 | r:2 d4:1 c#4 | b3:3 r:1").up(12).louder(0.8), in: form, "break")
        return part
    }

    private func lead(_ take: Take) -> Part {
        var part = Part(
            "lead",
            .synth(.lead),
            Strip(level: -6.5, pan: 0.05, room: -11) {
                $0.echo = -12
                $0.lowCut = 250
            },
            feel: Feel(looseness: 0.006)
        )
        let hook = Line(
            "f#5:1.5! e5:.5 c#5:1 a4 | b4:1.5 c#5:.5 b4:1 g#4 | a4:1 c#5 f#5! e5 | e5:2.5 r:.5 c#5 d5"
        )
        let answer = Line("f#5:1.5! e5:.5 a5:1! f#5 | g#5:1.5 f#5:.5 e5:1 b4 | c#5:1.5 b4:.5 a4:2 | r:4")
        part.play(hook + answer, in: form, "chorus")
        part.play(Line("e5:1 c#5 b4 a4:4 r:1"), in: form, "outro")
        return part
    }

    private func drums(_ take: Take) -> [Part] {
        var kick = Part("kick", .drum(.kick), Strip(level: -6.5), feel: .machine)
        kick.ducksOthers = true
        var snare = Part("snare", .drum(.snare), Strip(level: -5.5, room: -14), feel: .machine)
        var clap = Part("clap", .drum(.clap), Strip(level: -7, pan: 0.1, room: -12), feel: .machine)
        var hat = Part(
            "hat",
            .drum(.hat),
            Strip(level: -7, pan: -0.3),
            feel: Feel(looseness: 0.002, dynamics: 0.15)
        )
        var crash = Part("crash", .drum(.crash), Strip(level: -11, pan: 0.3, room: -16), feel: .machine)
        for start in form.starts("verse") {
            kick.play(Line(steps: "x.....x.x.......") * 8, at: start)
            snare.play(Line(steps: "....x.......x...") * 7 + Line(steps: "....x.......x.ox"), at: start)
            hat.play(Line(steps: "x.o.x.o.x.o.x.oo") * 8, at: start)
        }
        for start in form.starts("lift") {
            kick.play(Line(steps: "x...x...x...x...") * 4, at: start)
            snare.play(
                Line(steps: "................") * 3
                    + Line(steps: "x.x.x.x.xxxxXXXX").swelling(from: 0.5, to: 1),
                at: start
            )
            hat.play(Line(steps: "o.x.o.x.o.x.o.x.") * 4, at: start)
        }
        for start in form.starts("chorus") {
            kick.play(Line(steps: "X...x...X...x...") * 7 + Line(steps: "X...x...X...x.x."), at: start)
            snare.play(Line(steps: "....X.......X...") * 7 + Line(steps: "....X.......X.xX"), at: start)
            clap.play(Line(steps: "....x.......x...") * 8, at: start)
            hat.play(Line(steps: "ooxoooxoooxoooxo") * 8, at: start)
            crash.play(Line(steps: "X"), at: start)
        }
        crash.play(Line(steps: "X"), in: form, "outro")
        kick.play(Line(steps: "X"), in: form, "outro")
        return take.kind == .demo ? [kick, snare, hat] : [kick, snare, clap, hat, crash]
    }
}
