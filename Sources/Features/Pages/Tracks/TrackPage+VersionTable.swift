internal import Catalog
internal import HTML
internal import HTTP
internal import Playback
internal import Site

extension TrackPage {
    /// What is known of each version, line by line; its people get the files as they were uploaded, too.
    func versionTable(_ versions: [VersionAnswer]) -> Markup {
        table(.class("table folds in-lines")) {
            thead {
                tr {
                    th { "Version" }
                    th { "Kind" }
                    th(.class("number")) { "Length" }
                    th(.class("number")) { "Loudness" }
                    th { "Since" }
                    if track.mayEdit { th { span(.class("vh")) { "Original file" } } }
                }
            }
            tbody { for version in versions.reversed() { row(version) } }
        }
    }

    private func row(_ version: VersionAnswer) -> Markup {
        tr {
            td {
                a(.class("link"), .href(Song(track, version, key: key).address)) {
                    "\(version.number) · \(version.name)"
                }
                if version.id == track.primaryVersionId { p(.class("meta")) { "plays first" } }
            }
            td(.data("label", "Kind")) { version.versionType?.words ?? "–" }
            td(.class("number"), .data("label", "Length")) {
                version.durationMs.map { Clock.length(milliseconds: Int($0)) } ?? "–"
            }
            td(.class("number"), .data("label", "Loudness")) {
                version.loudnessLufs.map { "\(Wording.tenths($0)) LUFS" } ?? "–"
            }
            td(.data("label", "Since")) { moment(version.createdAt) }
            if track.mayEdit {
                td {
                    if version.status != .lost {
                        a(
                            .class("link"),
                            .href(PlaybackPaths.original(version.id)),
                            .download(),
                            .aria("label", "Download version \(version.number) as it was uploaded")
                        ) { "Download" }
                    }
                }
            }
        }
    }
}
