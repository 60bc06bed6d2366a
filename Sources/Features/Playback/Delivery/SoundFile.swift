package import Catalog
package import Essentials
internal import Media

/// All of a version in one file, as a plain audio element is offered it.
package struct SoundFile: Sendable {
    package let url: String

    /// The media type with its codecs, by which a browser passes over what it doesn't play.
    package let type: String
}

extension Playback {
    /// The files of a version that is ready, for a viewer who was found to may hear it: those that are `made`, the
    /// smallest first, then MP3, which every browser plays and which is made when one comes for it.
    package func soundFiles(
        of version: ID<Version>,
        durationMS: Int64?,
        made: [TranscodeAnswer],
        keyQuery: String
    ) -> [SoundFile] {
        let ready = Set(made.filter { $0.status == "ready" }.map(\.format))
        let files = [RenditionFormat.opus, .aac].filter { ready.contains(Self.publicName(of: $0.rawValue)) }
            .map { format in
                SoundFile(
                    url: wholeAddress(of: version, as: format, durationMS: durationMS),
                    type: "audio/mp4; codecs=\"\(format.codecs)\""
                )
            }
        return files + [SoundFile(url: Self.patientMP3(of: version, keyQuery: keyQuery), type: "audio/mpeg")]
    }
}
