extension Assets {
    /// The style sheet that all components' sheets are joined to, so that the first paint waits for one answer.
    static let sheet = "styles/all.css"

    /// The one that stays by itself, since a theme turns it on and off.
    static let contrastSheet = "styles/contrast.css"

    /// `files` with one sheet in place of those of the components; what they name by relative addresses stays near.
    static func joiningSheets(_ files: [String: [UInt8]]) -> [String: [UInt8]] {
        // Tokens first: that file declares the order of the layers.
        let first = "styles/tokens.css"
        let sheets = files.filter { $0.key.hasSuffix(".css") && $0.key != contrastSheet }
        guard let tokens = sheets[first] else { return files }
        let others = sheets.filter { $0.key != first }.sorted { $0.key < $1.key }
        var joined = files.filter { sheets[$0.key] == nil }
        joined[sheet] = others.reduce(tokens) { $0 + [UInt8(ascii: "\n")] + $1.value }
        return joined
    }
}
