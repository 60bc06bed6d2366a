internal import CFFmpeg

/// Which channel of a stream is which speaker.
struct ChannelLayout: ~Copyable {
    private(set) var layout = AVChannelLayout()

    /// A copy of `source`; where it only counts channels, the usual layout of that many.
    init(_ source: UnsafePointer<AVChannelLayout>) {
        if source.pointee.order == AV_CHANNEL_ORDER_UNSPEC {
            av_channel_layout_default(&layout, source.pointee.nb_channels)
        } else {
            av_channel_layout_copy(&layout, source)
        }
    }

    /// The usual layout of `channels`: 2 is stereo.
    init(channels: Int) {
        av_channel_layout_default(&layout, Int32(channels))
    }

    deinit {
        var layout = layout
        av_channel_layout_uninit(&layout)
    }

    var count: Int { Int(layout.nb_channels) }

    func channel(_ index: Int) -> AVChannel {
        withUnsafePointer(to: layout) { av_channel_layout_channel_from_index($0, UInt32(index)) }
    }

    func isSame(as other: UnsafePointer<AVChannelLayout>) -> Bool {
        withUnsafePointer(to: layout) { av_channel_layout_compare($0, other) == 0 }
    }
}
