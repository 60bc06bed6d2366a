internal import Synthesis

/// A lullaby in F for a music box and a piano with felt in it.
struct LampLeftOn: Piece {
    let title = "Lamp Left On"
    let tempo = 72.0
    let key = "F major"
    let metre = "4/4"
    let isSlowingDown = true
    let form = Form("wind:2 song:8 dream:4 song:4 sleep:2", bar: 4)
    let takes = [
        Take(.demo, "sung by nobody yet", age: 30),
        Take(.acoustic, "piano alone", age: 8),
        Take(.master, "master", age: 2),
    ]

    private let song = Harmony("F:4 Dm7 Bbmaj7 C7:2 C7/E:2 F:4 Am7 Bbmaj7:2 C7:2 F:4")
    private let dream = Harmony("Dbmaj7:4 Ebadd9 Fadd9 C7sus4:2 C7:2")

    func desk(_ score: inout Score) {
        score.room = .chapel
        score.tail = 5
        score.master = Master(gain: 1.5, glue: -22)
    }

    func parts(of take: Take) -> [Part] {
        take.kind == .master
            ? [piano, box(.musicBox), strings, bass]
            : take.kind == .demo ? [box(.kalimba), piano] : [piano, right]
    }

    private var tune: Line {
        Line(
            "c5:1.5 d5:.5 c5:1 a4 | f4:1 a4 d5:2 | d5:1 c5 bb4 f4 | g4:2.5 r:.5 c5:1 | c5:1.5 d5:.5 f5:1 a4 | c5:1 e5 g5:2 | f5:1 d5 bb4 e4 | f4:3 r:1"
        )
    }

    private func box(_ sound: ModalSound) -> Part {
        var part = Part(
            "music box",
            .modal(sound),
            Strip(level: -6, pan: 0.2, room: -9) { $0.lowCut = 200 },
            feel: Feel(looseness: 0.009, dynamics: 0.12)
        )
        part.play(Line("f5:.5? a5? c6:1? a5:.5? f5? r:1 | g5:.5? bb5? c6:2?"), in: form, "wind")
        part.play(tune.up(12).louder(0.85), at: form.starts("song")[0])
        part.play(
            Line("ab5:1 f5 c5 ab4? | bb5:1 g5 eb5 bb4? | a5:1 g5 f5 c5 | f5:2? e5?").louder(0.8),
            in: form,
            "dream"
        )
        part.play(tune.cut(at: 16).up(12).louder(0.7), at: form.starts("song")[1])
        part.play(Line("f5:.5? a5? c6:1? f6:2? r:4"), in: form, "sleep")
        return part
    }

    private var right: Part {
        var part = Part(
            "right hand",
            .modal(.feltPiano),
            Strip(level: -2, pan: 0.1, room: -10),
            feel: Feel(looseness: 0.014, dynamics: 0.14)
        )
        part.play(tune, at: form.starts("song")[0])
        part.play(Line("ab5:1 f5 c5 ab4? | bb5:1 g5 eb5 bb4? | a5:1 g5 f5 c5 | f5:2? e5?"), in: form, "dream")
        part.play(tune.cut(at: 16), at: form.starts("song")[1])
        part.play(Line("r:2 f5:2?"), in: form, "sleep")
        return part
    }

    private var piano: Part {
        var part = Part(
            "piano",
            .modal(.feltPiano),
            Strip(level: -4, pan: -0.15, room: -11),
            feel: Feel(looseness: 0.012, dynamics: 0.13)
        )
        part.play(
            Harmony("F:4 C7sus4").broken([0, 1, 2, 1], about: 57, count: 3, grid: 1, hold: 2, velocity: 0.5),
            in: form,
            "wind"
        )
        let rocking = [0, 2, 1, 2, 3, 2, 1, 2]
        part.play(
            song.broken(rocking, about: 57, grid: 0.5, hold: 2.4, velocity: 0.52),
            at: form.starts("song")[0]
        )
        part.play(song.roots(from: 41, velocity: 0.6), at: form.starts("song")[0])
        part.play(
            dream.chords(about: 60, velocity: 0.5).with(
                dream.broken([3, 2, 1, 2], about: 64, grid: 1, velocity: 0.45)
            ),
            in: form,
            "dream"
        )
        part.play(
            song.broken(rocking, about: 57, grid: 0.5, hold: 2.4, velocity: 0.45).cut(at: 16),
            at: form.starts("song")[1]
        )
        part.play(Line("bb2+f3+d4:2? c3+g3+e4:2? | f2+c3+a3+f4:4?"), in: form, "sleep")
        return part
    }

    private var strings: Part {
        var part = Part(
            "strings",
            .synth(.pad),
            Strip(level: -18, room: -6) {
                $0.chorus = 0.5
                $0.lowCut = 150
                $0.highCut = 2600
            }
        )
        part.play(dream.chords(about: 62, velocity: 0.6).swelling(from: 0.6, to: 1), in: form, "dream")
        part.play(song.chords(about: 60, velocity: 0.5).cut(at: 16), at: form.starts("song")[1])
        part.play(Line("f3+c4+a4:7?"), in: form, "sleep")
        return part
    }

    private var bass: Part {
        var part = Part("bass", .pluck(.uprightBass), Strip(level: -10, room: -18))
        part.play(
            dream.roots(from: 29, velocity: 0.6) + song.roots(from: 29, velocity: 0.55).cut(at: 16),
            in: form,
            "dream"
        )
        return part
    }
}
