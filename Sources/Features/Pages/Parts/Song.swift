internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Playback
internal import Site

/// A version of a track as buttons and waveforms name it to the player.
struct Song {
    let track: TrackAnswer
    let version: VersionAnswer

    /// The key that the viewer came with.
    var key: String?

    /// The track's primary version; nil where there is none.
    init?(_ track: TrackAnswer, key: String? = nil) {
        guard let version = track.primaryVersion else { return nil }
        self.init(track, version, key: key)
    }

    init(_ track: TrackAnswer, _ version: VersionAnswer, key: String? = nil) {
        self.track = track
        self.version = version
        self.key = key
    }

    /// Whether there is sound of it.
    var isPlayable: Bool { version.playable }

    /// Milliseconds; zero where it is not known yet.
    var length: Int { Int(version.durationMs ?? 0) }

    /// The page where it is heard: the track's, and there this version where it isn't the first to be played.
    var address: String {
        guard version.id != track.primaryVersionId else { return track.url }
        return track.url + (track.url.contains("?") ? "&" : "?") + "v=\(version.number)"
    }

    /// The button that plays it, for browsers with scripts; `style` adds to its class.
    func playButton(_ style: String? = nil, stream: String? = nil) -> Markup {
        player(style.map { "play \($0)" } ?? "play", label: "Play \(track.title)", stream: stream) {
            icon(.play)
            icon(.pause)
        }
    }

    /// The version's number as the key that plays it, for browsers with scripts.
    func key(named name: String) -> Markup {
        player("siglum", label: "Play version \(version.number), \(name)") { String(version.number) }
    }

    private func player(
        _ style: String,
        label: String,
        stream: String? = nil,
        @MarkupBuilder content: () -> Markup
    ) -> Markup {
        button(
            .type("button"),
            .class(style),
            .data("play", ""),
            .data("version", version.id.text),
            .data("track", track.id.text),
            .data("title", track.title),
            .data("artist", track.artist.name),
            .data("href", address),
            .data("art", track.artworkThumbUrl),
            .data("cover", track.artworkUrl),
            .data("stream", stream ?? self.stream),
            .data("waveform", waveformAddress),
            .data("key", key),
            .data("ms", String(length)),
            .data("lufs", Self.hundredths(version.loudnessLufs)),
            .data("peak", Self.hundredths(version.truePeakDbtp)),
            Attribute("data-lossless", isPresent: track.mayHearLossless),
            .aria("pressed", "false"),
            .aria("label", label)
        ) {
            content()
        }
    }

    /// The waveform, by which the page's own song is also moved.
    func slider(_ style: String? = nil) -> Markup {
        element(
            "stemma-waveform",
            .class(style),
            .role("slider"),
            .tabindex(0),
            .aria("label", "\(track.title), position"),
            .aria("valuemin", "0"),
            .aria("valuemax", String(length / 1000)),
            .aria("valuenow", "0"),
            .aria("valuetext", "0 seconds of \(Clock.spoken(milliseconds: length))"),
            .data("version", version.id.text),
            .data("src", waveformAddress),
            .data("ms", String(length)),
            Attribute("data-growing", isPresent: isGrowing)
        ) {
            picture
        }
    }

    /// The waveform as a picture, told in words where it isn't beside its own name.
    func strip(isNamed: Bool = true) -> Markup {
        element(
            "stemma-waveform",
            .class("strip"),
            .role(isNamed ? "img" : nil),
            .aria("label", isNamed ? "Waveform of \(track.title)" : nil),
            .aria("hidden", isNamed ? nil : "true"),
            .data("version", version.id.text),
            .data("src", waveformAddress),
            .data("ms", String(length))
        ) {
            picture
        }
    }

    /// What browsers without scripts show.
    private var picture: Markup {
        guard version.status == .ready else { return .nothing }
        return noscript {
            img(.src(PlaybackPaths.waveformImage(version.id) + keyQuery), .alt(""), .loading("lazy"))
        }
    }

    private var isGrowing: Bool { version.status == .pending }

    /// The playlist, for who may hear it at the time of asking.
    private var stream: String { PlaybackPaths.stream(version.id) + keyQuery }

    /// Nil while nothing of it is drawn.
    private var waveformAddress: String? {
        version.status == .ready ? PlaybackPaths.waveform(version.id) + keyQuery : version.waveformUrl
    }

    private static func hundredths(_ decibels: Double?) -> String? {
        decibels.map { String(($0 * 100).rounded() / 100) }
    }

    private var keyQuery: String { key.map { "?key=\(PercentCoding.encode($0))" } ?? "" }
}
