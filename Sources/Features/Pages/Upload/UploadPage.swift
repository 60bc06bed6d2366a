internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site
internal import Uploads

/// Where files become songs: a manager with scripts, a plain form without.
struct UploadPage {
    /// The room that the viewer has.
    var room: StorageRoom

    /// The artists that the viewer acts for; the first one is who uploads unless told otherwise.
    var artists: [ArtistName] = []

    /// The viewer's own songs, which a file may be a version of.
    var songs: [TrackTitle] = []

    /// The track to which the files are new versions; nil for new songs.
    var track: TrackAnswer?
    var state = FormState(values: ["visibility": Visibility.public.rawValue])
    var colour = PageColour.house

    func page(_ request: Request) -> WebPage {
        WebPage(track.map { "A new version of \($0.title)" } ?? "Upload", colour: colour) {
            div(.class("wrap")) {
                div(.class("page-title")) {
                    h1(.id("upload-title")) { track == nil ? "Upload" : "A new version" }
                    if let track {
                        p(.class("serif")) { a(.class("link"), .href(track.url)) { track.title } }
                    }
                }
                state.notice
                element("stemma-upload", .data("track", track?.id.text)) {
                    noscript { plainForm(request) }
                    manager
                    element("template", .data("slot", "row")) { row }
                    element("template", .data("slot", "sheet")) { sheet }
                }
            }
        }
    }

    /// What scripts bring to life; hidden by the style sheet where none run.
    private var manager: Markup {
        div(.class("manager needs-scripts")) {
            div {
                dropZone
                div(.class("left-out"), .data("slot", "left-out"), .hidden()) {
                    p { "Left out:" }
                    ul(.data("slot", "left-out-names")) {}
                    button(.type("button"), .class("link"), .data("do", "forget-left-out")) { "All right" }
                }
                h2(.class("vh")) { "Files" }
                ol(.class("files"), .data("slot", "files")) {}
                p(.class("vh"), .role("status"), .data("slot", "news")) {}
            }
            div(.class("beside"), .data("slot", "beside")) {}
        }
    }

    private var dropZone: Markup {
        div(.class("drop")) {
            p(.class("drop-title for-mouse")) {
                track == nil
                    ? "Drop songs or whole folders anywhere" : "Drop the new version anywhere on this page"
            }
            p(.class("drop-title for-finger")) {
                track == nil ? "Choose songs from this device" : "Choose the new version from this device"
            }
            p(.class("meta")) {
                "\(formats) Your files are kept as they are. You can go on listening meanwhile, "
                    + "or close this page: what has arrived stays."
            }
            div(.class("actions")) {
                label(.class("btn")) {
                    icon(.plus)
                    track == nil ? "Choose files" : "Choose a file"
                    input(
                        .class("vh"),
                        .type("file"),
                        .data("slot", "files-input"),
                        .accept(Self.accepted),
                        Attribute("multiple", isPresent: track == nil)
                    )
                }
                if track == nil {
                    label(.class("btn quiet for-mouse")) {
                        "Choose a folder"
                        input(
                            .class("vh"),
                            .type("file"),
                            .data("slot", "folder-input"),
                            Attribute("webkitdirectory", isPresent: true)
                        )
                    }
                }
            }
            p(.class("meta tn"), .data("slot", "room")) { roomInWords }
        }
    }

    /// What is taken, and how large it may be.
    var formats: String {
        let largest = Wording.bytes(room.largestFileBytes)
        return "WAV, AIFF, FLAC, ALAC, WavPack, MP3, AAC, Ogg and Opus, up to \(largest) each."
    }

    /// How much is kept of what may be.
    var roomInWords: String {
        "\(Wording.bytes(room.usedBytes)) of \(Wording.bytes(room.quotaBytes)) used."
    }

    static let accepted = "audio/*,.wav,.rf64,.w64,.aif,.aiff,.caf,.flac,.wv,.mp3,.m4a,.ogg,.oga,.opus"
}
