internal import HTTP

/// One file in memory, as it is and compressed.
struct AssetFile: Sendable {
    let content: PackedContent

    var bytes: [UInt8] { content.bytes }

    init(_ bytes: [UInt8], type: String) {
        content = PackedContent(bytes, type: type)
    }

    /// The media type by the name's ending; nil for what browsers don't ask for.
    static func mediaType(of path: String) -> String? {
        switch path.split(separator: ".").last {
        // Modules are UTF-8 whatever is said (RFC 9239 §4.2).
        case "js": "text/javascript"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "woff2": "font/woff2"
        case "png": "image/png"
        default: path.hasSuffix("fonts/OFL") ? "text/plain; charset=utf-8" : nil
        }
    }
}
