/// What a browser must know to install the instance as an app (W3C Web Application Manifest).
struct WebManifest: Encodable {
    let id = "/"
    let startUrl = "/"
    let scope = "/"
    let display = "standalone"
    let name: String
    let shortName: String
    let description = "Music with all its versions."
    let lang = "en"
    let categories = ["music"]
    let backgroundColor = AppColour.paper
    let themeColor = AppColour.paper
    let icons: [AppIcon]
    let shortcuts = [
        Shortcut(name: "Upload", url: "/upload"),
        Shortcut(name: "Kept on this device", url: "/kept"),
    ]
    let shareTarget = ShareTarget()
    let fileHandlers = [FileHandler()]
    let launchHandler = ["client_mode": "navigate-existing"]

    struct AppIcon: Encodable {
        let src: String
        let sizes: String
        let type = "image/png"
        let purpose: String
    }

    struct Shortcut: Encodable {
        let name: String
        let url: String
    }

    /// Where other programs send audio files; the worker takes them on their way.
    struct ShareTarget: Encodable {
        let action = "/share"
        let method = "POST"
        let enctype = "multipart/form-data"
        let params = Parameters()

        struct Parameters: Encodable {
            let files = [Files()]
        }

        struct Files: Encodable {
            let name = "audio"
            let accept = [
                "audio/*", ".wav", ".aif", ".aiff", ".flac", ".wv", ".mp3", ".m4a", ".ogg", ".opus",
            ]
        }
    }

    /// What files the app opens.
    struct FileHandler: Encodable {
        let action = "/upload"
        let accept = [
            "audio/wav": [".wav"],
            "audio/aiff": [".aif", ".aiff"],
            "audio/flac": [".flac"],
            "audio/x-wavpack": [".wv"],
            "audio/mpeg": [".mp3"],
            "audio/mp4": [".m4a"],
            "audio/ogg": [".ogg", ".opus"],
        ]
    }
}

/// The house's paper and ink in sRGB, for what can't follow `tokens.css`.
enum AppColour {
    static let paper = "#f4f6fa"
    static let ink = "#0d1017"
}
