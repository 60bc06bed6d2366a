extension DrumSound {
    /// A kick that is felt: house and pop.
    package static let kick = DrumSound {
        $0.tone = (from: 210, to: 49, fall: 0.022)
        $0.toneLevel = 0.95
        $0.toneDecay = 0.16
        $0.noiseLevel = 0.12
        $0.noiseDecay = 0.006
        $0.noiseBand = 2600
    }

    /// A soft bass drum of a small jazz set.
    package static let softKick = DrumSound {
        $0.tone = (from: 120, to: 58, fall: 0.02)
        $0.toneLevel = 0.7
        $0.toneDecay = 0.11
        $0.noiseLevel = 0.1
        $0.noiseDecay = 0.015
        $0.noiseBand = 500
    }

    package static let snare = DrumSound {
        $0.tone = (from: 290, to: 186, fall: 0.012)
        $0.toneLevel = 0.36
        $0.toneDecay = 0.06
        $0.noiseLevel = 0.75
        $0.noiseDecay = 0.075
        $0.noiseBand = 2600
        $0.resonance = 0.02
    }

    package static let rim = DrumSound {
        $0.tone = (from: 900, to: 800, fall: 0.01)
        $0.toneLevel = 0.4
        $0.toneDecay = 0.014
        $0.noiseLevel = 0.3
        $0.noiseDecay = 0.008
        $0.noiseBand = 2400
        $0.resonance = 0.6
    }

    package static let hat = DrumSound {
        $0.noiseLevel = 0.4
        $0.noiseDecay = 0.024
        $0.noiseBand = 7600
        $0.isHighPassed = true
        $0.metal = 0.55
    }

    package static let openHat = DrumSound {
        $0.noiseLevel = 0.36
        $0.noiseDecay = 0.14
        $0.noiseBand = 7200
        $0.isHighPassed = true
        $0.metal = 0.6
    }

    /// A ride cymbal: a ping, and a long wash.
    package static let ride = DrumSound {
        $0.tone = (from: 3100, to: 3080, fall: 0.1)
        $0.toneLevel = 0.035
        $0.toneDecay = 0.2
        $0.noiseLevel = 0.24
        $0.noiseDecay = 0.22
        $0.noiseBand = 5600
        $0.isHighPassed = true
        $0.metal = 0.75
    }

    package static let crash = DrumSound {
        $0.noiseLevel = 0.4
        $0.noiseDecay = 0.65
        $0.noiseBand = 4200
        $0.isHighPassed = true
        $0.metal = 0.4
    }

    package static let clap = DrumSound {
        $0.noiseLevel = 0.9
        $0.noiseDecay = 0.075
        $0.noiseBand = 1500
        $0.resonance = 0.45
        $0.claps = 3
    }

    /// Wires drawn over a snare.
    package static let brush = DrumSound {
        $0.noiseLevel = 0.34
        $0.noiseDecay = 0.09
        $0.noiseAttack = 0.035
        $0.noiseBand = 3400
        $0.resonance = 0.05
    }

    /// Wires that fall on a snare.
    package static let brushTap = DrumSound {
        $0.tone = (from: 240, to: 190, fall: 0.01)
        $0.toneLevel = 0.16
        $0.toneDecay = 0.04
        $0.noiseLevel = 0.5
        $0.noiseDecay = 0.055
        $0.noiseAttack = 0.002
        $0.noiseBand = 2800
    }

    package static let shaker = DrumSound {
        $0.noiseLevel = 0.3
        $0.noiseDecay = 0.03
        $0.noiseAttack = 0.014
        $0.noiseBand = 6200
        $0.resonance = 0.25
    }

    package static let tom = DrumSound {
        $0.tone = (from: 170, to: 110, fall: 0.05)
        $0.toneLevel = 0.75
        $0.toneDecay = 0.17
        $0.noiseLevel = 0.1
        $0.noiseDecay = 0.03
        $0.noiseBand = 900
    }

    /// A frame drum under a palm.
    package static let frameDrum = DrumSound {
        $0.tone = (from: 118, to: 82, fall: 0.03)
        $0.toneLevel = 0.65
        $0.toneDecay = 0.14
        $0.noiseLevel = 0.16
        $0.noiseDecay = 0.02
        $0.noiseBand = 700
    }

    /// A wooden stick on another, as bands count in.
    package static let sticks = DrumSound {
        $0.tone = (from: 2300, to: 2200, fall: 0.01)
        $0.toneLevel = 0.28
        $0.toneDecay = 0.012
        $0.noiseLevel = 0.14
        $0.noiseDecay = 0.006
        $0.noiseBand = 3000
    }
}
