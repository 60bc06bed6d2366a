package import DSP

/// The small drawing of a waveform: one column per pixel, the peaks in a light tint, the body in the full colour.
package enum WaveformPicture {
    /// `waveform` on transparent ground, `width` × `height` pixels.
    ///
    /// Drawn to the height of the loudest peak, so that a quiet recording has a shape too.
    package static func draw(_ waveform: Waveform, width: Int = 200, height: Int = 60) -> Picture {
        var picture = Picture(width: width, height: height, red: 0, green: 0, blue: 0, alpha: 0)
        let columns = columns(of: waveform, count: width)
        let loudest = max(1, columns.map { max(-$0.low, $0.high) }.max() ?? 1)
        for (x, column) in columns.enumerated() {
            picture.fill(x, from: -column.low, to: column.high, of: loudest, alpha: 110)
            picture.fill(x, from: column.body, to: column.body, of: loudest, alpha: 255)
        }
        return picture
    }

    private struct Column {
        var low = 0.0
        var high = 0.0
        var body = 0.0
    }

    private static func columns(of waveform: Waveform, count: Int) -> [Column] {
        let rms = waveform.rms
        guard !rms.isEmpty else { return Array(repeating: Column(), count: count) }
        return (0..<count).map { column in
            let start = column * rms.count / count
            let pixels = start..<max(start + 1, (column + 1) * rms.count / count)
            let (low, high) = waveform.extremes(of: 0, in: pixels)
            let body = pixels.reduce(0.0) { $0 + Double(rms[$1]) } / Double(pixels.count)
            return Column(
                low: Double(min(0, low)),
                high: Double(max(0, high)),
                body: min(body, Double(max(0, high)))
            )
        }
    }
}

extension Picture {
    /// Inks column `x` around the middle: `above` upwards and `below` downwards, in parts of `whole`.
    ///
    /// Rows that are only partly covered get part of `alpha`; a row already darker stays.
    fileprivate mutating func fill(
        _ x: Int,
        from below: Double,
        to above: Double,
        of whole: Double,
        alpha: Double
    ) {
        let middle = Double(height) / 2
        let top = middle - above / whole * middle
        let bottom = middle + below / whole * middle
        for y in 0..<height {
            let covered = min(bottom, Double(y + 1)) - max(top, Double(y))
            guard covered > 0 else { continue }
            let place = 4 * (y * width + x) + 3
            pixels[place] = max(pixels[place], UInt8((covered * alpha).rounded()))
        }
    }
}
