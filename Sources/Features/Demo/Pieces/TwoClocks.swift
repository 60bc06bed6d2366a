internal import Synthesis

/// Two mallet players begin together; one hurries by an eighth at a time until they meet again.
struct TwoClocks: Piece {
    let title = "Two Clocks, One Hallway"
    let tempo = 138.0
    let key = "E mixolydian"
    let metre = "6/4"
    let form = Form("together:3 apart:15 together:2", bar: 6)
    let takes = [
        Take(.demo, "two kalimbas", age: 19),
        Take(.master, "master", age: 2),
    ]

    /// Twelve eighths.
    private let pattern = Line("e4:.5 f#4 b4 d5 e5 f#4 a4 b4 e4 d5 c#5 b4")

    func desk(_ score: inout Score) {
        score.room = .hall
        score.tail = 4
        score.master = Master(gain: 2.5, glue: -17)
    }

    func parts(of take: Take) -> [Part] {
        let sound = take.kind == .demo ? ModalSound.kalimba : .marimba
        let clocks = [steady(sound), hurrying(sound)]
        return take.kind == .demo ? clocks : clocks + [vibraphone, bass, breath, shaker]
    }

    private func steady(_ sound: ModalSound) -> Part {
        var part = Part(
            "first clock",
            .modal(sound),
            Strip(level: -3, pan: -0.6, room: -13),
            feel: Feel(looseness: 0.004, dynamics: 0.1)
        )
        part.play((pattern * 20).swelling(from: 0.8, to: 1), at: 0)
        return part
    }

    /// Three bars in each place; then one eighth further.
    private func hurrying(_ sound: ModalSound) -> Part {
        var part = Part(
            "second clock",
            .modal(sound),
            Strip(level: -3, pan: 0.6, room: -13),
            feel: Feel(looseness: 0.004, dynamics: 0.1)
        )
        part.play((pattern * 2).up(12).louder(0.6), at: 6)
        for (turn, shift) in [2, 4, 5, 7, 9].enumerated() {
            part.play(
                (turned(by: shift) * 3).up(turn == 4 ? 12 : 0),
                at: form.start("apart") + Double(turn) * 18
            )
        }
        part.play((pattern * 2).up(12).louder(0.7), at: 108)
        return part
    }

    private func turned(by steps: Int) -> Line {
        let beats = Double(steps) / 2
        let notes = pattern.notes.map { note in
            var note = note
            note.beat = (note.beat - beats + 6).truncatingRemainder(dividingBy: 6)
            return note
        }
        return Line(notes: notes, beats: 6)
    }

    /// Notes that neither plays alone, picked out of what both make.
    private var vibraphone: Part {
        var part = Part(
            "vibraphone",
            .modal(.vibraphone),
            Strip(level: -6, pan: 0.1, room: -9),
            feel: Feel(looseness: 0.008)
        )
        part.play(
            Line(
                "e5:3 d5 | b4:6 | c#5:3 b4 | f#5:6 | e5:2 f#5 a5 | b5:6 | r:6 | a5:3 f#5 | e5:6 | d5:3 c#5 | b4:6 | r:6 | g#5:4 f#5:2 | e5:6 | r:6"
            ).held(1.4),
            in: form,
            "apart"
        )
        part.play(Line("b4+e5:6 | e5+g#5+b5:6").held(1.5), at: 108)
        return part
    }

    private var bass: Part {
        var part = Part(
            "bass marimba",
            .modal(.marimba),
            Strip(level: -5, room: -16),
            feel: Feel(looseness: 0.006)
        )
        let line = Line("e2:1.5 e2:1.5? b2:3? | e2:1.5 e2? d2:3 | a1:1.5 a1? e2:3?")
        part.play(line * 5, in: form, "apart")
        part.play(Line("e2:3 b1 | e1+e2:6"), at: 108)
        return part
    }

    private var breath: Part {
        var part = Part(
            "breath",
            .choir(.oo),
            Strip(level: -15, room: -4) {
                $0.strewn = 0.5
                $0.lowCut = 180
            }
        )
        part.play(Line("b3+e4:18 | a3+d4:18 | b3+f#4:18 | c#4+a4:18 | d4+e4+b4:24"), in: form, "apart")
        return part
    }

    private var shaker: Part {
        var part = Part(
            "shaker",
            .drum(.shaker),
            Strip(level: -11, pan: -0.2, room: -14),
            feel: Feel(dynamics: 0.2)
        )
        part.play(Line(steps: "xooxooxooxoo", grid: 0.5) * 9, at: form.start("apart") + 36)
        return part
    }
}
