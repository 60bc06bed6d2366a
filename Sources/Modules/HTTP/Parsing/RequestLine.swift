/// The first line of a request (RFC 9112 §3).
struct RequestLine {
    let method: Method
    let path: String
    let query: String

    /// Host and port of a target in absolute form, else nil.
    let authority: String?
    let isVersion11: Bool

    /// Reads `line`, without the CR LF: method, target and version with one space between them.
    init(_ line: Span<UInt8>) throws(ParseFailure) {
        guard let methodEnd = line.firstIndex(of: .space, in: 0..<line.count), methodEnd > 0,
            let targetEnd = line.firstIndex(of: .space, in: (methodEnd + 1)..<line.count)
        else { throw ParseFailure(.badRequest, "the request line is broken") }
        isVersion11 = try Self.isVersion11(line.extracting((targetEnd + 1)..<line.count))
        method = try Self.method(line.extracting(0..<methodEnd))
        let target = line.extracting((methodEnd + 1)..<targetEnd)
        try Self.checkCharacters(target)
        let authorityRange = try Self.authority(target, method)
        authority = authorityRange.map { target.text($0) }
        let pathStart = authorityRange?.upperBound ?? 0
        let mark = target.firstIndex(of: UInt8(ascii: "?"), in: pathStart..<target.count) ?? target.count
        path = mark == pathStart ? "/" : target.text(pathStart..<mark)
        query = mark == target.count ? "" : target.text((mark + 1)..<target.count)
    }

    private static func method(_ bytes: Span<UInt8>) throws(ParseFailure) -> Method {
        for method in Method.allCases where bytes.equals(method.rawValue) { return method }
        for index in bytes.indices {
            guard bytes[index].isTokenCharacter else {
                throw ParseFailure(.badRequest, "the method is broken")
            }
        }
        throw ParseFailure(.notImplemented, "no such method")
    }

    private static func isVersion11(_ bytes: Span<UInt8>) throws(ParseFailure) -> Bool {
        if bytes.equals("HTTP/1.1") { return true }
        if bytes.equals("HTTP/1.0") { return false }
        let isVersion =
            bytes.count == 8 && bytes.extracting(0..<5).equals("HTTP/") && bytes[5].isDigit
            && bytes[6] == UInt8(ascii: ".") && bytes[7].isDigit
        throw ParseFailure(isVersion ? .versionNotSupported : .badRequest, "the version is none of ours")
    }

    private static func checkCharacters(_ target: Span<UInt8>) throws(ParseFailure) {
        for index in target.indices {
            guard (0x21...0x7E).contains(target[index]), target[index] != UInt8(ascii: "#") else {
                throw ParseFailure(.badRequest, "the target has a character that must be encoded")
            }
        }
    }

    /// Where a target in absolute form has its authority; nil for the origin form, which is the usual one.
    private static func authority(_ target: Span<UInt8>, _ method: Method) throws(ParseFailure) -> Range<Int>?
    {
        if target.count > 0, target[0] == UInt8(ascii: "/") { return nil }
        if method == .options, target.equals("*") { return nil }
        for scheme in ["http://", "https://"] where target.count > scheme.utf8.count {
            let start = scheme.utf8.count
            guard target.extracting(0..<start).equalsIgnoringCase(scheme) else { continue }
            let slash = target.firstIndex(of: UInt8(ascii: "/"), in: start..<target.count) ?? target.count
            let mark = target.firstIndex(of: UInt8(ascii: "?"), in: start..<target.count) ?? target.count
            return start..<min(slash, mark)
        }
        throw ParseFailure(.badRequest, "the target must be a path")
    }
}
