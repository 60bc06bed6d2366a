package import Catalog
package import Essentials
package import ObjectStore

/// Where the outlines of a version are kept.
package enum WaveformKeys {
    /// audiowaveform's JSON; coarse while the work goes on.
    package static func extremes(of version: ID<Version>) throws -> ObjectKey {
        try ObjectKey(.waveforms, "\(version).json")
    }

    /// Root mean squares in the same form.
    package static func rms(of version: ID<Version>) throws -> ObjectKey {
        try ObjectKey(.waveforms, "\(version).rms.json")
    }

    /// The picture of 200 × 60 pixels.
    package static func picture(of version: ID<Version>) throws -> ObjectKey {
        try ObjectKey(.waveforms, "\(version).png")
    }
}
