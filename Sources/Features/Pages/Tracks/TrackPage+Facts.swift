internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Playback
internal import Site

extension TrackPage {
    var aside: Markup {
        HTML.aside(.class("stack"), .aria("label", "Facts")) {
            dl(.class("facts")) {
                fact("Released", released)
                fact("Length", version?.durationMs.map { Clock.length(milliseconds: Int($0)) })
                fact("Loudness", loudness)
                fact("Sound", Wording.sound(rate: version?.sampleRate, channels: version?.channels))
                fact("Played", track.counts.map { Wording.times($0.plays) })
            }
            if !track.tags.isEmpty {
                ul(.class("tags"), .aria("label", "Tags")) {
                    for tag in track.tags { li { a(.href(HomePaths.tag(tag))) { tag } } }
                }
            }
        }
    }

    private func fact(_ name: String, _ value: String?) -> Markup {
        guard let value else { return .nothing }
        return fragment {
            dt { name }
            dd(.class("tn")) { value }
        }
    }

    private var released: String {
        if let release = track.releaseAt, release > .now { return "on \(release.dayText)" }
        switch track.visibility {
        case .private: return "not yet"
        case .unlisted: return "to those with the link"
        case .public: return track.publishedAt.dayText
        }
    }

    private var loudness: String? {
        guard let loudness = version?.loudnessLufs else { return nil }
        let peak = version?.truePeakDbtp.map { ", peak \(Wording.level($0))" } ?? ""
        return "\(Wording.tenths(loudness)) LUFS\(peak)"
    }
}
