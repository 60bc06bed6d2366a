extension SynthSound {
    /// Slow strings out of saws.
    package static let pad = SynthSound {
        $0.unison = 3
        $0.spread = 16
        $0.cutoff = 900
        $0.sweep = 0.9
        $0.filterShape = EnvelopeShape(1.6, 2.5, 0.5, 1.2)
        $0.shape = EnvelopeShape(0.7, 1, 0.9, 0.7)
        $0.level = 0.3
    }

    /// A pad without edges, for drones.
    package static let haze = SynthSound {
        $0.wave = .reed
        $0.unison = 4
        $0.spread = 11
        $0.cutoff = 950
        $0.sweep = 1.7
        $0.filterShape = EnvelopeShape(4, 4, 0.4, 3)
        $0.shape = EnvelopeShape(2.8, 2, 0.85, 1.8)
        $0.level = 0.34
    }

    package static let organ = SynthSound {
        $0.wave = .organ
        $0.cutoff = 4200
        $0.shape = EnvelopeShape(0.008, 0.1, 0.95, 0.05)
        $0.level = 0.38
    }

    /// A short organ chord off the beat.
    package static let skank = SynthSound {
        $0.wave = .organ
        $0.cutoff = 2600
        $0.shape = EnvelopeShape(0.003, 0.06, 0.35, 0.04)
        $0.level = 0.5
    }

    /// A round bass with a short growl.
    package static let bass = SynthSound {
        $0.sub = 0.7
        $0.cutoff = 220
        $0.sweep = 2.6
        $0.resonance = 0.25
        $0.filterShape = EnvelopeShape(0.002, 0.11, 0.12, 0.08)
        $0.shape = EnvelopeShape(0.003, 0.3, 0.75, 0.05)
        $0.level = 0.5
    }

    /// Almost a sine: what is felt more than heard.
    package static let subBass = SynthSound {
        $0.wave = .triangle
        $0.cutoff = 420
        $0.shape = EnvelopeShape(0.008, 0.6, 0.85, 0.07)
        $0.level = 0.6
    }

    /// Two saws that beat against each other.
    package static let reese = SynthSound {
        $0.unison = 2
        $0.spread = 28
        $0.sub = 0.55
        $0.cutoff = 340
        $0.sweep = 1.2
        $0.resonance = 0.2
        $0.filterShape = EnvelopeShape(0.15, 0.6, 0.5, 0.2)
        $0.shape = EnvelopeShape(0.01, 0.4, 0.9, 0.08)
        $0.level = 0.46
    }

    /// A lead that sings.
    package static let lead = SynthSound {
        $0.unison = 2
        $0.spread = 9
        $0.cutoff = 1700
        $0.sweep = 1.1
        $0.tracking = 0.6
        $0.resonance = 0.18
        $0.filterShape = EnvelopeShape(0.01, 0.5, 0.35, 0.3)
        $0.shape = EnvelopeShape(0.012, 0.4, 0.8, 0.16)
        $0.vibrato = 0.16
        $0.scoop = 0.5
        $0.level = 0.34
    }

    /// Short and bright, for arpeggios.
    package static let pluck = SynthSound {
        $0.wave = .square
        $0.unison = 2
        $0.spread = 7
        $0.cutoff = 700
        $0.sweep = 2.4
        $0.tracking = 0.5
        $0.resonance = 0.2
        $0.filterShape = EnvelopeShape(0.001, 0.12, 0.05, 0.1)
        $0.shape = EnvelopeShape(0.002, 0.22, 0.1, 0.14)
        $0.level = 0.34
    }

    /// A chord as house pianos and samplers stab it.
    package static let stab = SynthSound {
        $0.unison = 3
        $0.spread = 13
        $0.cutoff = 850
        $0.sweep = 2
        $0.filterShape = EnvelopeShape(0.001, 0.16, 0.1, 0.12)
        $0.shape = EnvelopeShape(0.002, 0.25, 0.25, 0.12)
        $0.level = 0.32
    }

    package static let flute = SynthSound {
        $0.wave = .flute
        $0.cutoff = 2400
        $0.tracking = 0.5
        $0.shape = EnvelopeShape(0.06, 0.3, 0.86, 0.08)
        $0.vibrato = 0.2
        $0.vibratoRate = 4.9
        $0.scoop = 0.25
        $0.breath = 0.075
        $0.level = 0.34
    }

    /// A free reed, as of a melodica.
    package static let reed = SynthSound {
        $0.wave = .reed
        $0.unison = 2
        $0.spread = 6
        $0.cutoff = 2300
        $0.tracking = 0.4
        $0.shape = EnvelopeShape(0.05, 0.2, 0.9, 0.07)
        $0.vibrato = 0.12
        $0.breath = 0.02
        $0.level = 0.34
    }

    /// A bow on a low string, softened.
    package static let fiddle = SynthSound {
        $0.unison = 2
        $0.spread = 5
        $0.cutoff = 1900
        $0.tracking = 0.45
        $0.sweep = 0.5
        $0.filterShape = EnvelopeShape(0.09, 0.4, 0.6, 0.2)
        $0.shape = EnvelopeShape(0.055, 0.3, 0.85, 0.09)
        $0.vibrato = 0.17
        $0.vibratoRate = 5.6
        $0.scoop = 0.3
        $0.breath = 0.03
        $0.level = 0.3
    }
}
