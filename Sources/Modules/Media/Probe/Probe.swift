internal import CFFmpeg

/// Looks at a recording without working on it.
package enum Probe {
    /// Seconds, thirty years: a container that claims more doesn't know.
    private static let longest = 1e9

    /// Reads what the file at `path` is, decodes its first frame and sees whether the end is there.
    ///
    /// Blocking; a few milliseconds, whatever the length. Throws with the reason that a musician is told. What is
    /// no sound by its content is refused, whatever its name: text, pictures, playlists, scripts.
    package static func file(_ path: String) throws(MediaError) -> ProbeResult {
        let container = try Container(path: path)
        let result = Result { () throws(MediaError) in try file(container) }
        try container.bytes.checkReading()
        return try result.get()
    }

    private static func file(_ container: Container) throws(MediaError) -> ProbeResult {
        let decoder = try Decoder(container)
        let parameters = container.track.pointee.codecpar.pointee
        try Truncation.check(container)
        return ProbeResult(
            container: container.name,
            codec: String(cString: avcodec_get_name(parameters.codec_id)),
            durationMS: container.duration.flatMap { $0 < Self.longest ? Int(($0 * 1000).rounded()) : nil },
            sampleRate: decoder.sampleRate,
            channels: decoder.channels,
            bitrate: bitrate(of: container),
            bitDepth: bitDepth(parameters),
            tags: Tags.read(from: container),
            hasCover: container.cover != nil
        )
    }

    private static func bitrate(of container: Container) -> Int {
        let stated = Int(container.track.pointee.codecpar.pointee.bit_rate)
        return stated > 0 ? stated : Int(max(0, container.format.pointee.bit_rate))
    }

    private static func bitDepth(_ parameters: AVCodecParameters) -> Int? {
        let raw = Int(parameters.bits_per_raw_sample)
        if raw > 0 { return raw }
        let coded = Int(av_get_exact_bits_per_sample(parameters.codec_id))
        return coded > 0 ? coded : nil
    }
}

extension Container {
    /// Seconds of sound that the track, else the container, declares or lets guess; nil for none, or decades.
    var duration: Double? {
        let (ticks, whole) = (track.pointee.duration, format.pointee.duration)
        let seconds =
            ticks != FFmpeg.noTime && ticks > 0
            ? Double(ticks) * av_q2d(track.pointee.time_base) : Double(whole) / Double(AV_TIME_BASE)
        return seconds > 0 && seconds < 1e9 ? seconds : nil
    }

    /// The bytes of the attached picture of a kind that is taken for covers.
    var cover: [UInt8]? {
        for place in 0..<Int(format.pointee.nb_streams) {
            guard let stream = format.pointee.streams[place] else { continue }
            let picture = stream.pointee.attached_pic
            guard stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0, picture.size > 0 else {
                continue
            }
            guard Allowed.isPicture(stream.pointee.codecpar.pointee.codec_id) else { continue }
            return Array(UnsafeBufferPointer(start: picture.data, count: Int(picture.size)))
        }
        return TagPicture.webP(in: bytes, container: name)
    }
}
