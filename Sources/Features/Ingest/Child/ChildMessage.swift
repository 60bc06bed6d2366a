internal import Catalog
internal import Media

/// What a media child says, one JSON value per line.
///
/// Files are named by where they lie below the order's folder; a message about a file comes after the whole file.
enum ChildMessage: Codable, Equatable, Sendable {
    case began(ProbeResult)
    case advanced(frames: Int, expected: Int?)
    case renditionBegan(RenditionStart, bytes: Int)
    case segmentMade(format: RenditionFormat, index: Int, frames: Int, bytes: Int)
    case fileMade(format: RenditionFormat, frames: Int, bytes: Int)
    case renditionEnded(RenditionEnd, format: RenditionFormat)
    case waveformGrew(Outline)
    case measured(MeasuredSound)
    /// The picture lies in a file for each size; pages take this colour from it.
    case pictureMade(AccentColour)
    case confined(Confinement)
    case failed(code: String, detail: String)

    /// The shape of a waveform that lies in a file.
    struct Outline: Codable, Equatable, Sendable {
        let sampleRate: Int
        let samplesPerPixel: Int
        let length: Int
    }
}

/// What was measured; the waveform lies in files.
struct MeasuredSound: Codable, Equatable, Sendable {
    let outline: ChildMessage.Outline
    let loudness: Double?
    let loudnessRange: Double?
    let truePeak: Double?
    let fingerprint: Fingerprint?
    let frames: Int
    let sampleRate: Int

    /// The course of the loudness in a thousand equal stretches or fewer, linear: what artwork is drawn from.
    let levels: [Float]

    /// The length in milliseconds, rounded.
    var durationMS: Int64 { Int64((Double(frames) * 1000 / Double(sampleRate)).rounded()) }
}

/// The names of the files in an order's folder.
enum ChildFile {
    static let waveform = "waveform.json"
    static let rms = "rms.json"
    static let waveformPicture = "waveform.png"

    /// The growing waveform of so many pixels: a name of its own each time, since the one before may be being read.
    static func growing(_ length: Int) -> String { "growing.\(length).json" }

    static func cover(_ size: ArtworkSize) -> String { "cover_\(size.rawValue).jpg" }
    static func initialisation(_ format: RenditionFormat) -> String { "\(format.rawValue).init" }
    static func whole(_ format: RenditionFormat) -> String { "\(format.rawValue).whole" }
    static func segment(_ format: RenditionFormat, _ index: Int) -> String { "\(format.rawValue).\(index)" }
}
