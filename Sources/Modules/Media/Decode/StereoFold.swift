internal import CFFmpeg

/// How the channels of a recording become left and right: Recommendation ITU-R BS.775-3, Annex 4.
///
/// Gains are not lowered afterwards, so that stereo stays untouched and a fold keeps the centre's level; a hot
/// surround mix may pass full scale.
struct StereoFold {
    /// Gains, left row then right row, one column per channel of the source, which is not two channels.
    let matrix: [Double]

    init(_ layout: borrowing ChannelLayout) {
        let gains = (0..<layout.count).map { Self.gains(of: layout.channel($0), of: layout.count) }
        matrix = gains.map(\.left) + gains.map(\.right)
    }

    private static let half = 0.5.squareRoot()

    private static func gains(of channel: AVChannel, of count: Int) -> (left: Double, right: Double) {
        if count == 1 { return (1, 1) }
        return switch channel {
        case AV_CHAN_FRONT_LEFT, AV_CHAN_STEREO_LEFT, AV_CHAN_FRONT_LEFT_OF_CENTER, AV_CHAN_WIDE_LEFT: (1, 0)
        case AV_CHAN_FRONT_RIGHT, AV_CHAN_STEREO_RIGHT, AV_CHAN_FRONT_RIGHT_OF_CENTER, AV_CHAN_WIDE_RIGHT:
            (0, 1)
        case AV_CHAN_FRONT_CENTER: (half, half)
        case AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2: (0, 0)
        case AV_CHAN_BACK_LEFT, AV_CHAN_SIDE_LEFT, AV_CHAN_SURROUND_DIRECT_LEFT, AV_CHAN_TOP_FRONT_LEFT,
            AV_CHAN_TOP_BACK_LEFT, AV_CHAN_TOP_SIDE_LEFT:
            (half, 0)
        case AV_CHAN_BACK_RIGHT, AV_CHAN_SIDE_RIGHT, AV_CHAN_SURROUND_DIRECT_RIGHT, AV_CHAN_TOP_FRONT_RIGHT,
            AV_CHAN_TOP_BACK_RIGHT, AV_CHAN_TOP_SIDE_RIGHT:
            (0, half)
        default: (0.5, 0.5)
        }
    }
}
