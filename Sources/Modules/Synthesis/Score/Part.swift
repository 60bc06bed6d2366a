/// What one player plays.
package struct Part: Sendable {
    package let name: String
    package var instrument: Instrument
    package var strip: Strip
    package var feel: Feel

    /// Whether its strokes push the parts that give way.
    package var ducksOthers = false
    package private(set) var notes: [Note] = []

    package init(_ name: String, _ instrument: Instrument, _ strip: Strip = Strip(), feel: Feel = Feel()) {
        (self.name, self.instrument, self.strip, self.feel) = (name, instrument, strip, feel)
    }

    /// Plays `line` from `beat` on.
    package mutating func play(_ line: Line, at beat: Double) {
        notes += line.later(beat).notes
    }
}

/// What can be played.
package enum Instrument: Sendable {
    case pluck(PluckSound)
    case modal(ModalSound)
    case keys(KeysSound)
    case synth(SynthSound)
    case choir(ChoirSound)
    case drum(DrumSound)
    case air(AirSound)

    /// Players of it for `notes` in the order of their starts.
    func players(of notes: [Cue]) -> any Player {
        switch self {
        case .pluck(let sound): Ensemble<PluckVoice>(sound, notes, voices: 12)
        case .modal(let sound): Ensemble<ModalVoice>(sound, notes, voices: 20)
        case .keys(let sound): Ensemble<KeysVoice>(sound, notes, voices: 14)
        case .synth(let sound): Ensemble<SynthVoice>(sound, notes, voices: 14)
        case .choir(let sound): Ensemble<ChoirVoice>(sound, notes, voices: 10)
        case .drum(let sound): Ensemble<DrumVoice>(sound, notes, voices: 4)
        case .air(let sound): Ensemble<AirVoice>(sound, notes, voices: 3)
        }
    }
}

extension Part {
    /// The same part, everything `beats` later: rides and sweeps as well.
    package func later(_ beats: Double) -> Part {
        var part = self
        part.notes = notes.map { note in
            var note = note
            note.beat += beats
            return note
        }
        part.strip.rides = strip.rides?.later(beats)
        part.strip.sweep = strip.sweep?.later(beats)
        return part
    }
}

extension Part {
    /// The same part, silent from `end` beats on.
    package func cut(at end: Double) -> Part {
        var part = self
        part.notes.removeAll { $0.beat >= end - 0.001 }
        return part
    }
}
