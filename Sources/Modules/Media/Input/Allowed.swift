internal import CFFmpeg

/// What hostile bytes may reach of FFmpeg: these demuxers and decoders, and no others.
enum Allowed {
    /// Protocols, for the letter: bytes come through `FileBytes`, and a demuxer that asks for more is refused.
    static let protocols = "file,pipe"

    /// Demuxers by FFmpeg's names: RF64 is read by `wav`, MP4 and M4A by `mov`.
    static let containers: Set<String> = [
        "wav", "w64", "aiff", "caf", "flac", "mp3", "mov", "ogg", "wv", "aac",
    ]

    /// The first of FFmpeg's names for `format` that is on the list.
    static func container(of format: UnsafePointer<AVInputFormat>) -> String? {
        let names = String(cString: format.pointee.name).split(separator: ",")
        return names.lazy.map(String.init).first(where: containers.contains)
    }

    /// Whether sound in this codec is decoded: PCM and what musicians exchange.
    static func isSound(_ codec: AVCodecID) -> Bool {
        let pcm = AV_CODEC_ID_PCM_S16LE.rawValue..<AV_CODEC_ID_ADPCM_IMA_QT.rawValue
        return pcm.contains(codec.rawValue) || sound.contains(codec.rawValue)
    }

    /// Whether a picture in this codec is taken for a cover.
    static func isPicture(_ codec: AVCodecID) -> Bool {
        codec == AV_CODEC_ID_MJPEG || codec == AV_CODEC_ID_PNG
    }

    private static let sound = Set(
        [
            AV_CODEC_ID_FLAC, AV_CODEC_ID_ALAC, AV_CODEC_ID_WAVPACK, AV_CODEC_ID_MP3, AV_CODEC_ID_MP2,
            AV_CODEC_ID_AAC, AV_CODEC_ID_VORBIS, AV_CODEC_ID_OPUS, AV_CODEC_ID_ADPCM_MS,
            AV_CODEC_ID_ADPCM_IMA_WAV, AV_CODEC_ID_ADPCM_IMA_QT,
        ].map(\.rawValue)
    )

    /// The names of every decoder for an allowed codec, as FFmpeg's option `codec_whitelist` wants them.
    static let decoders: String = {
        var names: [String] = []
        var place: UnsafeMutableRawPointer?
        while let codec = av_codec_iterate(&place) {
            guard av_codec_is_decoder(codec) != 0 else { continue }
            guard isSound(codec.pointee.id) || isPicture(codec.pointee.id) else { continue }
            names.append(String(cString: codec.pointee.name))
        }
        return names.joined(separator: ",")
    }()
}
