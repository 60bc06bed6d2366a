internal import Media
internal import Uploads

extension ProbeAnswer {
    /// What a child found, as uploads keep it.
    init(_ found: ProbeResult) {
        self.init(
            durationMs: found.durationMS ?? 0,
            sampleRate: found.sampleRate,
            channels: found.channels,
            codec: found.codec,
            bitrate: found.bitrate > 0 ? found.bitrate : nil,
            tags: found.tags
        )
    }
}
