/// What is known of a rendition as soon as it begins.
package struct RenditionStart: Codable, Equatable, Sendable {
    package let format: RenditionFormat

    /// Hz of the coded sound and of every count of frames here.
    package let sampleRate: Int

    /// Frames that a player throws away from the start of the decoded sound: priming and lead-in.
    package let skip: Int

    /// Frames of these that the init segment's edit list already throws away.
    package let priming: Int
}

/// One segment of a rendition: `styp` and one fragment per part.
package struct Segment: Equatable, Sendable {
    /// 0 for the first.
    package let index: Int
    package let bytes: [UInt8]

    /// Parts in order: about two seconds each.
    package let parts: [Part]

    /// One fragment: `moof` and `mdat`.
    package struct Part: Codable, Equatable, Sendable {
        package let frames: Int
        package let bytes: Int
    }

    /// Frames of coded sound in the segment.
    package var frames: Int { parts.reduce(0) { $0 + $1.frames } }
}

/// What is known of a rendition once it is complete.
package struct RenditionEnd: Codable, Equatable, Sendable {
    /// Frames of music: what is left of the decoded sound without `skip` at the start and the padding after it.
    package let frames: Int

    package let segments: Int
}
