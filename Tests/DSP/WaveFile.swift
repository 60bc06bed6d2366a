import Foundation

/// A WAV file of `Tests/Fixtures/waveforms`, read without the code under test.
struct WaveFile {
    let sampleRate: Int
    let channels: Int
    let isFloat: Bool
    let samples: [Float]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/waveforms").standardized

    init(_ name: String) throws {
        let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
        let chunks = Self.chunks(of: bytes)
        guard let format = chunks["fmt "], let data = chunks["data"] else {
            throw CocoaError(.fileReadCorruptFile)
        }
        let tag = Self.integer(format, 0, 2)
        isFloat = (tag == 0xFFFE ? Self.integer(format, 24, 2) : tag) == 3
        channels = Self.integer(format, 2, 2)
        sampleRate = Self.integer(format, 4, 4)
        let width = Self.integer(format, 14, 2) / 8
        var samples: [Float] = []
        for start in stride(from: 0, to: data.count, by: width) {
            samples.append(Self.sample(Self.integer(data, start, width), width: width, isFloat: isFloat))
        }
        self.samples = samples
    }

    private static func sample(_ raw: Int, width: Int, isFloat: Bool) -> Float {
        if isFloat { return Float(bitPattern: UInt32(raw)) }
        if width == 1 { return Float(raw - 128) / 128 }
        let half = 1 << (8 * width - 1)
        return Float(raw >= half ? raw - 2 * half : raw) / Float(half)
    }

    private static func chunks(of bytes: [UInt8]) -> [String: [UInt8]] {
        var chunks: [String: [UInt8]] = [:]
        var position = 12
        while position + 8 <= bytes.count {
            let kind = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
            let size = integer(bytes, position + 4, 4)
            chunks[kind] = Array(bytes[(position + 8)..<(position + 8 + size)])
            position += 8 + size + size % 2
        }
        return chunks
    }

    private static func integer(_ bytes: [UInt8], _ start: Int, _ width: Int) -> Int {
        var value = 0
        for index in 0..<width { value |= Int(bytes[start + index]) << (8 * index) }
        return value
    }
}
