/// The shape of a path: literal text, and segments that hold a parameter.
///
/// Written `/a/:id`, `/@:handle`, `/stream/:version.m3u8` (one parameter to a segment, text before and after it),
/// and `/files/:rest*` for all segments that remain.
struct PathPattern: Sendable {
    enum Segment: Hashable, Sendable {
        case literal(String)
        case parameter(before: String, name: String, after: String)
        case rest(name: String)
    }

    let segments: [Segment]

    /// Reads `text`; a pattern that breaks the rules is a mistake of the programmer and stops the program.
    init(_ text: String) {
        precondition(text.hasPrefix("/"), "a path starts with a slash: \(text)")
        segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(Self.segment)
        let misplaced = segments.dropLast().contains { if case .rest = $0 { true } else { false } }
        precondition(!misplaced, "only the last segment can take the rest: \(text)")
        precondition(Set(parameters).count == parameters.count, "a parameter is named twice: \(text)")
    }

    /// The parameters' names, in order.
    var parameters: [String] {
        segments.compactMap { segment in
            switch segment {
            case .literal: nil
            case .parameter(_, let name, _), .rest(let name): name
            }
        }
    }

    /// The path with `texts` in the places of its parameters, percent-encoded.
    func print(_ texts: [String]) -> String {
        var texts = texts[...]
        var path = ""
        for segment in segments {
            path += "/"
            switch segment {
            case .literal(let text): path += text
            case .parameter(let before, _, let after):
                path += before + PercentCoding.encode(texts.popFirst() ?? "") + after
            case .rest:
                let parts = (texts.popFirst() ?? "").split(separator: "/", omittingEmptySubsequences: false)
                path += parts.map { PercentCoding.encode(String($0)) }.joined(separator: "/")
            }
        }
        return path
    }

    private static func segment(_ text: Substring) -> Segment {
        guard let colon = text.firstIndex(of: ":") else { return .literal(String(text)) }
        let afterColon = text[text.index(after: colon)...]
        let name = afterColon.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" }
        let rest = afterColon[name.endIndex...]
        precondition(!name.isEmpty && !rest.contains(":"), "no parameter: \(text)")
        if rest == "*" && colon == text.startIndex { return .rest(name: String(name)) }
        return .parameter(before: String(text[..<colon]), name: String(name), after: String(rest))
    }
}

extension PathPattern: CustomStringConvertible {
    /// The pattern with its parameters in braces, as OpenAPI writes it.
    var description: String {
        segments.map { segment in
            switch segment {
            case .literal(let text): "/" + text
            case .parameter(let before, let name, let after): "/\(before){\(name)}\(after)"
            case .rest(let name): "/{\(name)}"
            }
        }.joined()
    }
}
