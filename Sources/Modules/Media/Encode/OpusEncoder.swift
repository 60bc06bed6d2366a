internal import COpus

/// One run of libopus: 48 kHz stereo, 20 ms packets, variable rate, highest complexity.
///
/// Owned by one task.
struct OpusEncoder: ~Copyable {
    static let sampleRate = 48000
    static let packetFrames = 960

    /// Bits per second aimed at.
    static let bitrate = 160_000

    /// Frames at 48 kHz by which the decoded sound is late: 312 with libopus 1.3.
    let lookahead: Int

    private let encoder: OpaquePointer

    init() throws(MediaError) {
        var status: Int32 = 0
        let created = opus_encoder_create(Int32(Self.sampleRate), 2, OPUS_APPLICATION_AUDIO, &status)
        encoder = try FFmpeg.some(created, "opus_encoder_create: \(status)")
        stemma_opus_set(encoder, OPUS_SET_BITRATE_REQUEST, Int32(Self.bitrate))
        stemma_opus_set(encoder, OPUS_SET_COMPLEXITY_REQUEST, 10)
        stemma_opus_set(encoder, OPUS_SET_VBR_REQUEST, 1)
        stemma_opus_set(encoder, OPUS_SET_VBR_CONSTRAINT_REQUEST, 0)
        var frames: Int32 = 0
        stemma_opus_get(encoder, OPUS_GET_LOOKAHEAD_REQUEST, &frames)
        lookahead = Int(frames)
    }

    deinit { opus_encoder_destroy(encoder) }

    /// Encodes `samples`, interleaved stereo in whole packets, and returns the packets after the first `dropped`.
    ///
    /// The first packet kept after a dropped one leans on no packet before it, so that the chunk before may come
    /// from another run of the encoder.
    func encode(_ samples: [Float], dropping dropped: Int) throws(MediaError) -> CodedPackets {
        precondition(samples.count.isMultiple(of: 2 * Self.packetFrames), "whole packets only")
        var packets = CodedPackets()
        var packet = [UInt8](repeating: 0, count: Self.longestPacket)
        for index in 0..<(samples.count / (2 * Self.packetFrames)) {
            let isSeam = dropped > 0 && index == dropped
            if isSeam { predict(false) }
            let size = encode(samples, packet: index, into: &packet)
            if isSeam { predict(true) }
            guard size > 0 else { throw MediaError(.library, "opus_encode_float: \(size)") }
            if index >= dropped { packets.append(packet[..<Int(size)], frames: Self.packetFrames) }
        }
        return packets
    }

    /// No packet of 20 ms is longer (RFC 6716 §3.4).
    private static let longestPacket = 1275 * 3

    private func encode(_ samples: [Float], packet index: Int, into packet: inout [UInt8]) -> Int32 {
        samples.withUnsafeBufferPointer { samples in
            guard let start = samples.baseAddress else { return 0 }
            let frames = start + index * 2 * Self.packetFrames
            return opus_encode_float(encoder, frames, Int32(Self.packetFrames), &packet, Int32(packet.count))
        }
    }

    private func predict(_ isOn: Bool) {
        stemma_opus_set(encoder, OPUS_SET_PREDICTION_DISABLED_REQUEST, isOn ? 0 : 1)
    }
}
