internal import HTTP

/// A waveform as Ingest stores it, audiowaveform's JSON version 2 with 8 bits, read to be shown coarser.
///
/// `data` holds the lowest and the highest value of each pixel, or with `rms` its root mean square.
struct StoredWaveform: Equatable {
    /// What a number of `data` means.
    enum Measure: String, Sendable {
        /// Pairs of −128…127, the lowest before the highest.
        case extremes

        /// One number of 0…127.
        case rms

        /// Numbers to a pixel.
        var width: Int { self == .extremes ? 2 : 1 }
    }

    private struct Head: Decodable {
        var sampleRate: Int
        var samplesPerPixel: Int
    }

    /// The most frames of sound to a pixel.
    static let coarsest = 1 << 32

    let measure: Measure

    /// Hz.
    let sampleRate: Int

    /// Frames of sound per pixel.
    let samplesPerPixel: Int
    let data: [Int8]

    /// The waveform that `json` spells; nil where it is none of one channel, or one that can't be measured.
    init?(_ json: [UInt8], _ measure: Measure) {
        guard let start = json.firstRange(of: Array("\"data\":[".utf8)),
            let head = try? JSONCoding.decode(
                Head.self,
                from: json[..<start.upperBound] + Array("]}".utf8)
            ),
            let data = Self.numbers(json[start.upperBound...]), data.count.isMultiple(of: measure.width),
            (1...Self.coarsest).contains(head.samplesPerPixel),
            measure == .extremes || data.allSatisfy({ $0 >= 0 })
        else { return nil }
        self.init(measure, sampleRate: head.sampleRate, samplesPerPixel: head.samplesPerPixel, data: data)
    }

    init(_ measure: Measure, sampleRate: Int, samplesPerPixel: Int, data: [Int8]) {
        self.measure = measure
        self.sampleRate = sampleRate
        self.samplesPerPixel = samplesPerPixel
        self.data = data
    }

    /// The same sound with `factor` pixels made one: extremes of extremes, or the mean square's root.
    func coarser(by factor: Int) -> StoredWaveform {
        precondition(factor > 0)
        let step = factor * measure.width
        var result: [Int8] = []
        result.reserveCapacity(data.count / factor + 2)
        for start in stride(from: 0, to: data.count, by: step) {
            let pixels = data[start..<min(start + step, data.count)]
            switch measure {
            case .extremes:
                result.append(pixels.min() ?? 0)
                result.append(pixels.max() ?? 0)
            case .rms:
                let energy = pixels.reduce(0) { $0 + Int($1) * Int($1) }
                result.append(Int8((Double(energy) / Double(pixels.count)).squareRoot().rounded()))
            }
        }
        return StoredWaveform(
            measure,
            sampleRate: sampleRate,
            samplesPerPixel: samplesPerPixel * factor,
            data: result
        )
    }

    /// The waveform as it was read.
    var json: [UInt8] {
        var text = Array(
            """
            {"version":2,"channels":1,"sample_rate":\(sampleRate),"samples_per_pixel":\(samplesPerPixel),\
            "bits":8,"length":\(data.count / measure.width),"data":[
            """.utf8
        )
        for (index, value) in data.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.append(contentsOf: String(value).utf8)
        }
        text.append(contentsOf: "]}\n".utf8)
        return text
    }

    /// The numbers of a list up to its bracket; nil where something else is in it.
    private static func numbers(_ text: ArraySlice<UInt8>) -> [Int8]? {
        var numbers: [Int8] = []
        numbers.reserveCapacity(text.count / 3)
        var value = 0
        var isNegative = false
        var hasDigits = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                hasDigits = true
                guard value <= 128 else { return nil }
            case UInt8(ascii: "-") where !hasDigits && !isNegative: isNegative = true
            case UInt8(ascii: ","), UInt8(ascii: "]"):
                guard hasDigits || byte == UInt8(ascii: "]") && numbers.isEmpty else { return nil }
                if hasDigits {
                    guard let number = Int8(exactly: isNegative ? -value : value) else { return nil }
                    numbers.append(number)
                }
                if byte == UInt8(ascii: "]") { return numbers }
                (value, isNegative, hasDigits) = (0, false, false)
            default: return nil
            }
        }
        return nil
    }
}
