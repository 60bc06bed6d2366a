import Essentials

@testable import HTTP

/// A line of a client's header or address, read by everything that reads one.
///
/// Ranges lie in the content, conditions have the statuses of RFC 9110, and what is printed is read as the same.
@Sendable func fuzzFields(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for length in [0, 1, 10, Int.max] { judgeRange(text, length: length) }
    judgeConditions(bytes)
    judgeCoding(text)
    judgeAddresses(text)
    judgeCookies(text)
    if let date = HTTPDate.parse(text) {
        expectSame(HTTPDate.parse(HTTPDate.print(date)), date, "the date is printed otherwise")
    }
    _ = Compression.takes("gzip", ["Accept-Encoding": text])
}

private func judgeRange(_ text: String, length: Int) {
    guard case .part(let range) = ByteRange(text, length: length) else { return }
    expect(!range.isEmpty && range.lowerBound >= 0 && range.upperBound <= length, "\(range) of \(length)")
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }
    expect(!digits.isEmpty && text.utf8.contains(0x2D) && text.contains("="), "a range from \(text)")
}

/// Each line of the input is one of the request's, on content of ten bytes with a tag and a date.
private func judgeConditions(_ bytes: [UInt8]) {
    var headers = Headers()
    for line in bytes.split(separator: 10) {
        let colon = line.firstIndex(of: 0x3A) ?? line.endIndex
        guard colon > line.startIndex, line[..<colon].allSatisfy(\.isTokenCharacter) else { continue }
        let value = String(decoding: line[colon...].dropFirst(), as: UTF8.self)
        headers.append(String(decoding: line[..<colon], as: UTF8.self), value)
    }
    let tagged: Headers = ["ETag": "\"a\"", "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT"]
    let whole = Response(headers: tagged, body: .ranged(RangedBody(length: 10) { _, _ in }))
    let answer = Preconditions.apply(Request(.get, "/", headers: headers), to: whole)
    expect([200, 206, 304, 412, 416].contains(answer.status.code), "\(answer.status.code)")
    switch answer.body {
    case .ranged(let body) where answer.status == .partialContent:
        let named = "bytes \(body.range.lowerBound)-\(body.range.upperBound - 1)/10"
        expectSame(answer.headers["Content-Range"], named, "the range is named otherwise")
        expect(!body.range.isEmpty && body.range.upperBound <= 10, "\(body.range)")
    case .ranged(let body): expect(answer.status == .ok && body.range == 0..<10, "\(answer.status.code)")
    default: expect(answer.status != .ok && answer.status != .partialContent, "no content")
    }
}

private func judgeCoding(_ text: String) {
    let encoded = PercentCoding.encode(text)
    expectSame(PercentCoding.decodeForm(encoded.utf8), text, "decoded otherwise")
    let isWhole = !text.utf8.contains(0)
    expectSame(PercentCoding.decodeStrictly(encoded[...]), isWhole ? text : nil, "decoded otherwise")
    if let decoded = PercentCoding.decodeStrictly(text[...]) {
        expect(!decoded.utf8.contains(0) || text.utf8.contains(0), "U+0000 in a segment")
    }
    let query = Query(text)
    let isRefused = (try? query.check()) == nil
    expect(
        isRefused || text.utf8.contains(0)
            || query.pairs.allSatisfy { !$0.name.utf8.contains(0) && !$0.value.utf8.contains(0) },
        "U+0000 in a query"
    )
    _ = try? query.page()
}

private func judgeAddresses(_ text: String) {
    if let address = RemoteAddress(text) {
        expectSame(RemoteAddress(address.description), address, "the address is printed otherwise")
        expect(AddressBlock(address.description)?.contains(address) == true, "not in its own block")
    }
    if let block = AddressBlock(text),
        let base = text.split(separator: "/").first.flatMap({ RemoteAddress(String($0)) })
    {
        expect(block.contains(base), "the base is not in its block")
    }
    var request = Request(.get, "/", headers: ["X-Forwarded-For": text, "X-Forwarded-Proto": text])
    request.remote = .loopback
    _ = Here.run { [request] in
        let proxies = TrustedProxies([AddressBlock("127.0.0.1")].compactMap(\.self))
        return try? await proxies.respond(to: request, next: Next { _ in .noContent }).status.code
    }
}

private func judgeCookies(_ text: String) {
    let request = Request(.get, "/", headers: ["Cookie": text])
    for name in ["a", "stemma_session"] {
        guard let value = request.cookies[name] else { continue }
        expect(text.contains(name) && !value.contains(";"), "the cookie \(value)")
    }
}
