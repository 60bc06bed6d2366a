internal import CEbur128

/// How loud a recording is as a whole: EBU R 128 and EBU Tech 3342, by libebur128; owned by one task.
struct LoudnessMeter: ~Copyable {
    private let state: UnsafeMutablePointer<ebur128_state>

    /// A meter for stereo blocks at `sampleRate` Hz.
    ///
    /// A source of one channel is measured as one, as `ffmpeg` does, though its blocks hold it twice: two speakers
    /// that play it are 3 LU louder.
    init(sampleRate: Int, isMono: Bool) throws(MediaError) {
        let mode = EBUR128_MODE_I.rawValue | EBUR128_MODE_LRA.rawValue
        state = try FFmpeg.some(ebur128_init(2, UInt(sampleRate), Int32(mode)), "ebur128_init")
        if isMono { ebur128_set_channel(state, 1, Int32(EBUR128_UNUSED.rawValue)) }
    }

    deinit {
        var state: UnsafeMutablePointer<ebur128_state>? = state
        ebur128_destroy(&state)
    }

    /// Takes interleaved stereo samples.
    func append(_ samples: [Float]) throws(MediaError) {
        guard ebur128_add_frames_float(state, samples, samples.count / 2) == EBUR128_SUCCESS.rawValue else {
            throw MediaError(.library, "ebur128_add_frames_float")
        }
    }

    /// Integrated loudness in LUFS; nil for silence and for less than 400 ms.
    var integrated: Double? {
        var value = 0.0
        return ebur128_loudness_global(state, &value) == EBUR128_SUCCESS.rawValue && value.isFinite
            ? value : nil
    }

    /// Loudness range in LU; nil where it can't be told.
    var range: Double? {
        var value = 0.0
        return ebur128_loudness_range(state, &value) == EBUR128_SUCCESS.rawValue && value.isFinite
            ? value : nil
    }
}
