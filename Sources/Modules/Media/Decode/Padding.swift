internal import CFFmpeg

extension Container {
    /// Frames in a packet of AAC without extensions (ISO/IEC 14496-3 §4.5.1.1).
    private static let aacFrames: Int64 = 1024

    /// Cuts from the last frame of an MP4 what only fills its packet, which FFmpeg leaves in.
    ///
    /// FFmpeg's own end is rounded to the movie's clock; it says which frame is the last, and about how long.
    func cutPadding(of frame: borrowing Frame) {
        let (track, last) = (track.pointee, frame.pointer.pointee)
        guard name == "mov", track.codecpar.pointee.codec_id == AV_CODEC_ID_AAC,
            track.time_base.num == 1, track.time_base.den == last.sample_rate,
            last.pts &+ last.pkt_duration == track.duration, let length = MediaHeader.duration(in: bytes)
        else { return }
        let kept = length &- (track.nb_frames - 1) * Self.aacFrames
        let tick = Int64(track.time_base.den) / 500
        guard kept > 0, kept < last.nb_samples, (-tick...tick).contains(kept &- last.pkt_duration) else {
            return
        }
        frame.pointer.pointee.nb_samples = Int32(kept)
    }
}
