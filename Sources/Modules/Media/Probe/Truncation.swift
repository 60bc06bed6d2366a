internal import CFFmpeg

/// Finds out whether a recording was cut short on its way, without reading all of it.
enum Truncation {
    /// What may be missing before a file counts as cut short, in seconds: writers round their headers.
    private static let tolerance = 0.5

    /// Throws `truncated` where the container promises sound that the file doesn't hold.
    ///
    /// Moves the place that `container` reads at: what decodes after this must open the file again.
    static func check(_ container: Container) throws(MediaError) {
        try ChunkEnd.check(container.bytes, container: container.name)
        if container.name == "ogg" { try OggEnd.check(container.bytes) }
        guard let promised = promisedEnd(of: container) else { return }
        if let end = try lastEnd(in: container, from: promised - 2), end >= promised - tolerance { return }
        let end = try lastEnd(in: container, from: nil) ?? 0
        guard end >= promised - tolerance else {
            throw MediaError(.truncated, "\(end) s of \(promised) s")
        }
    }

    /// The time at which the track ends by its own header; nil where the length was only estimated.
    private static func promisedEnd(of container: Container) -> Double? {
        let track = container.track.pointee
        guard container.format.pointee.duration_estimation_method == AVFMT_DURATION_FROM_STREAM else {
            return nil
        }
        guard track.duration != FFmpeg.noTime, track.duration > 0 else { return nil }
        let start = track.start_time == FFmpeg.noTime ? 0 : track.start_time
        return (Double(start) + Double(track.duration)) * av_q2d(track.time_base)
    }

    /// The end of the last whole packet found by reading on from `seconds`, or from the beginning.
    private static func lastEnd(in container: Container, from seconds: Double?) throws(MediaError) -> Double?
    {
        let track = container.track.pointee
        let base = av_q2d(track.time_base)
        // A header may promise more than can be counted.
        let target = seconds.map { Int64(exactly: (max(0, $0) / base).rounded()) ?? .max } ?? .min
        guard av_seek_frame(container.format, track.index, target, AVSEEK_FLAG_BACKWARD) >= 0 else {
            return nil
        }
        let packet = try Packet()
        var end: Double?
        while try container.read(into: packet) {
            let packet = packet.pointer.pointee
            guard packet.flags & AV_PKT_FLAG_CORRUPT == 0, packet.pts != FFmpeg.noTime else { continue }
            end = max(end ?? 0, (Double(packet.pts) + Double(max(0, packet.duration))) * base)
        }
        return end
    }
}
