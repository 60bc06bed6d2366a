@testable import DSP

extension WaveformBuilder {
    mutating func append(_ samples: [Float]) { append(samples.span) }
}

extension TruePeak {
    mutating func append(_ samples: [Float]) { append(samples.span) }
}
