import DSP
import Synchronization

@testable import Media

/// Keeps what a `Packager` delivers.
final class Collected: PackageSink {
    struct Package: Sendable {
        var source: ProbeResult?
        var starts: [RenditionFormat: RenditionStart] = [:]
        var initialisations: [RenditionFormat: [UInt8]] = [:]
        var segments: [RenditionFormat: [Segment]] = [:]
        var files: [RenditionFormat: [UInt8]] = [:]
        var ends: [RenditionFormat: RenditionEnd] = [:]
        var measurements: Measurements?
        var cover: Cover?
        var grown: [Waveform] = []
        var advances: [Int] = []

        /// The whole rendition as one file.
        func file(_ format: RenditionFormat) -> [UInt8] {
            (initialisations[format] ?? []) + (segments[format] ?? []).flatMap(\.bytes)
        }
    }

    private let package = Mutex(Package())

    /// Runs the pass over the file at `path` and returns all that was delivered.
    static func run(
        _ path: String,
        _ formats: [RenditionFormat] = [.opus],
        isMeasured: Bool = false,
        workers: Int = 2,
        longest: Int = 3600
    ) async throws -> Package {
        let sink = Collected()
        let order = Packager.Order(formats: formats, isMeasured: isMeasured, longest: longest)
        try await Packager(order, workers: workers).run(path, into: sink)
        return sink.package.withLock { $0 }
    }

    func began(_ source: ProbeResult) { package.withLock { $0.source = source } }
    func advanced(to frames: Int, of expected: Int?) { package.withLock { $0.advances.append(frames) } }
    func renditionBegan(_ start: RenditionStart, initialisation: [UInt8]) {
        package.withLock {
            $0.starts[start.format] = start
            $0.initialisations[start.format] = initialisation
        }
    }
    func segmentMade(_ segment: Segment, of format: RenditionFormat) {
        package.withLock { $0.segments[format, default: []].append(segment) }
    }
    func fileGrew(by bytes: [UInt8], of format: RenditionFormat) {
        package.withLock { $0.files[format, default: []] += bytes }
    }
    func fileMade(head: [UInt8], frames: Int, of format: RenditionFormat) {
        package.withLock { $0.files[format]?.replaceSubrange(0..<head.count, with: head) }
    }
    func renditionEnded(_ end: RenditionEnd, of format: RenditionFormat) {
        package.withLock { $0.ends[format] = end }
    }
    func waveformGrew(_ waveform: Waveform) { package.withLock { $0.grown.append(waveform) } }
    func measured(_ measurements: Measurements) { package.withLock { $0.measurements = measurements } }
    func coverFound(_ cover: Cover) { package.withLock { $0.cover = cover } }
}
