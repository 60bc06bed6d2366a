internal import Synthesis

/// Ambient in D: four chords that change like light on water, a bell now and then, the sea.
struct LowTide: Piece {
    let title = "Low Tide at Quarter Past"
    let tempo = 56.0
    let key = "D dorian"
    let metre = "4/4"
    let form = Form("ebb:4 slack:6 flood:5", bar: 4)
    let takes = [
        Take(.mix, "first pass, window open", age: 15),
        Take(.master, "master", age: 1),
    ]

    private let ebb = Harmony("Dm9:8 Dm9")
    private let slack = Harmony("Gadd9/B:8 Cmaj9 Am11")
    private let flood = Harmony("Fmaj9:8 G6 Dm9:4")

    func desk(_ score: inout Score) {
        score.room = .cave
        score.tail = 7
        score.echo = EchoSetting(beats: 1.5, feedback: 0.55, highCut: 2400)
        score.master = Master(gain: 1.5, glue: -20)
    }

    func parts(of take: Take) -> [Part] {
        [
            haze, low, choir, bell, piano, .air(.sea, "sea, left", level: -20, from: 0, beats: 64, pan: -0.7),
            .air(.sea, "sea, right", level: -21, from: 1.5, beats: 62, pan: 0.7),
        ]
    }

    private var haze: Part {
        var part = Part(
            "haze",
            .synth(.haze),
            Strip(level: -7, room: -5) {
                $0.chorus = 0.8
                $0.strewn = 0.7
                $0.lowCut = 120
            }
        )
        part.play(
            (ebb.chords(about: 60, count: 4) + slack.chords(about: 62, count: 4)
                + flood.chords(about: 64, count: 4)).held(1.1),
            at: 0
        )
        return part
    }

    private var low: Part {
        var part = Part("low", .synth(.subBass), Strip(level: -12, room: -16) { $0.chorus = 0.3 })
        part.play(Line("d2:16? | b1:8 c2 a1 | f2:8 g2 d2:4").held(1), at: 0)
        part.play(Line("d3:16? | d3:8 g3 e3 | c3:8 d3 a3:4").louder(0.5), at: 0)
        return part
    }

    private var choir: Part {
        var part = Part(
            "choir",
            .choir(.oo),
            Strip(level: -9, room: -3) {
                $0.strewn = 0.6
                $0.lowCut = 200
            }
        )
        part.play(Line("d5:5 e5:3 | g5:6 e5:2 | c5:8 | r:4"), in: form, "slack")
        part.play(Line("a4+c5:7 r:1 | b4+d5:5 e5:3 | a4+d5:4"), in: form, "flood")
        return part
    }

    private var bell: Part {
        var part = Part(
            "bell",
            .modal(.bell),
            Strip(level: -12, pan: 0.3, room: -6) {
                $0.echo = -9
                $0.strewn = 0.5
            },
            feel: Feel(looseness: 0.06, dynamics: 0.3)
        )
        part.play(Line("r:6 a5:1? e5:5? r:3 d5:3?"), at: 0)
        part.play(Line("r:3 b4:4? d5:4? r:4 g5:5? e5:5?"), in: form, "slack")
        part.play(Line("r:2 c6:1? a5:6? b5:1? d5:8?"), in: form, "flood")
        return part
    }

    private var piano: Part {
        var part = Part(
            "felt piano",
            .modal(.feltPiano),
            Strip(level: -4, pan: -0.15, room: -7) { $0.echo = -16 },
            feel: Feel(looseness: 0.03, dynamics: 0.2)
        )
        part.play(Line("r:4 d4:1? a4 e5:5 | r:1 c5 b4:1 a4:3?").held(2), at: 0)
        part.play(
            Line("r:1 d5:1 b4? g4:4 r:2 | e5:1.5 d5:.5 b4:1 g4:4? | r:2 e5:1 c5? a4:3 d4:2?").held(2.2),
            in: form,
            "slack"
        )
        part.play(
            Line("r:1 c5:1 e5 a5:4! g5:2 | e5:1 d5 b4:4? a4:1 f4? | d4+a4+e5:4?").held(2.5),
            in: form,
            "flood"
        )
        return part
    }
}
