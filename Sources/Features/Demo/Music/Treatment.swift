internal import Synthesis

extension Piece {
    /// Brings a score that is ready to be released to where `take` is.
    func treat(_ score: inout Score, as take: Take) {
        switch take.kind {
        case .master, .remix, .instrumental: break
        case .mix: finish(&score, gain: -3.5, glue: -14)
        case .roughMix: rough(&score, take)
        case .demo: home(&score)
        case .acoustic:
            finish(&score, gain: -2, glue: nil)
            loosen(&score, by: 1.6)
        case .live: stage(&score)
        }
    }

    private func finish(_ score: inout Score, gain: Float, glue: Float?) {
        score.master.gain += gain
        score.master.glue = glue
        score.master.drive = 0
    }

    private func loosen(_ score: inout Score, by factor: Double) {
        for index in score.parts.indices {
            score.parts[index].feel.looseness = max(0.005, score.parts[index].feel.looseness * factor)
            score.parts[index].feel.dynamics = max(0.1, score.parts[index].feel.dynamics * Float(factor))
        }
    }

    /// Faders where hands left them, less room.
    private func rough(_ score: inout Score, _ take: Take) {
        finish(&score, gain: -4.5, glue: nil)
        var random = Random("\(title)/\(take.label)/faders")
        for index in score.parts.indices {
            score.parts[index].strip.level += 1.6 * random.signed()
            score.parts[index].strip.room = score.parts[index].strip.room.map { $0 - 5 }
            score.parts[index].strip.pan *= 0.6
        }
    }

    /// One microphone, tape that hisses.
    private func home(_ score: inout Score) {
        finish(&score, gain: -5, glue: nil)
        score.master.drive = 4
        score.master.highCut = 7500
        score.room = .studio
        loosen(&score, by: 2.4)
        for index in score.parts.indices { score.parts[index].strip.pan *= 0.3 }
        score.parts.append(.air(.tape, "tape", level: -30, from: 0, beats: score.beats))
    }

    /// A hall, people in it, sticks that count in and hands at the end.
    private func stage(_ score: inout Score) {
        finish(&score, gain: -2.5, glue: -16)
        score.room = .hall
        score.tail = 7
        loosen(&score, by: 2)
        for index in score.parts.indices {
            score.parts[index].strip.room = (score.parts[index].strip.room ?? -22) + 4
        }
        var sticks = Part("sticks", .drum(.sticks), Strip(level: -10, room: -14))
        sticks.play(Line(steps: String(repeating: "x", count: Int(form.bar)), grid: 1), at: 0)
        score.parts.append(sticks)
        score.parts.append(.air(.audience, "audience", level: -27, from: 0, beats: score.beats + 8))
        score.parts.append(
            .air(.applause, "left hands", level: -15, from: score.beats - 0.4, beats: 7, pan: -0.6)
        )
        score.parts.append(
            .air(.applause, "right hands", level: -15, from: score.beats - 0.2, beats: 7, pan: 0.6)
        )
    }
}

extension Part {
    /// One stretch of what is heard around music.
    static func air(
        _ sound: AirSound,
        _ name: String,
        level: Float,
        from beat: Double,
        beats: Double,
        pan: Float = 0
    ) -> Part {
        var part = Part(name, .air(sound), Strip(level: level, pan: pan, room: -16), feel: .machine)
        part.play(Line(notes: [Note(beat: 0, beats: beats, pitch: 60, velocity: 1)], beats: beats), at: beat)
        return part
    }
}
