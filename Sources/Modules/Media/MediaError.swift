/// Why a recording was refused or could not be worked on.
///
/// `reason` is what a caller decides by; its raw value is the code that jobs and answers carry. `detail` is for
/// the log: it may name codecs and libraries, never a path.
package struct MediaError: Error, Equatable {
    package enum Reason: String, Codable, Sendable, CaseIterable {
        /// The file holds no bytes.
        case empty = "media_empty"
        /// Not a container that this program reads: text, a picture, a playlist, a script.
        case notAudio = "media_not_audio"
        /// A container without a track of sound, or a track without a single frame.
        case noSound = "media_no_sound"
        /// Sound in a codec that is not on the list.
        case unknownCodec = "media_unknown_codec"
        /// The container promises more than the file holds.
        case truncated = "media_truncated"
        /// The bytes contradict themselves; a decoder gave up.
        case damaged = "media_damaged"
        /// Longer than the program takes.
        case tooLong = "media_too_long"
        /// The file could not be opened or read.
        case unreadable = "media_unreadable"
        /// A library refused what this program asked of it; not the file's fault.
        case library = "media_library"
    }

    package let reason: Reason
    package let detail: String

    init(_ reason: Reason, _ detail: String = "") {
        self.reason = reason
        self.detail = detail
    }
}

extension MediaError: CustomStringConvertible {
    package var description: String { detail.isEmpty ? reason.rawValue : "\(reason.rawValue): \(detail)" }
}
