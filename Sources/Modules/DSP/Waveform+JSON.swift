extension Waveform {
    /// The waveform as audiowaveform's JSON, version 2, 8 bits (its doc/DataFormat.md).
    ///
    /// Written digit by digit: nothing is allocated per number.
    package func json() -> [UInt8] {
        json(data: extremes, channels: channels)
    }

    /// Root mean squares in the same frame: one number of 0…127 per pixel, one channel.
    package func rmsJSON() -> [UInt8] {
        json(data: rms, channels: 1)
    }

    private func json(data: [Int8], channels: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(data.count * 4 + 128)
        text += Array("{\"version\":2,\"channels\":\(channels),\"sample_rate\":\(sampleRate)".utf8)
        text += Array(
            ",\"samples_per_pixel\":\(samplesPerPixel),\"bits\":8,\"length\":\(length),\"data\":[".utf8
        )
        for index in data.indices {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.appendDecimal(data[index])
        }
        text += Array("]}\n".utf8)
        return text
    }
}

extension [UInt8] {
    /// Appends `value` in ASCII digits.
    fileprivate mutating func appendDecimal(_ value: Int8) {
        if value < 0 { append(UInt8(ascii: "-")) }
        let size = value.magnitude
        let zero = UInt8(ascii: "0")
        if size >= 100 { append(zero + size / 100) }
        if size >= 10 { append(zero + size / 10 % 10) }
        append(zero + size % 10)
    }
}
