import Testing

@testable import HTTP

/// The head that `text` begins with, scanned in pieces of `size` bytes.
private func parse(_ text: String, pieces size: Int = 1 << 20) throws -> ParsedHead? {
    let limits = HeadLimits()
    let bytes = Array(text.utf8)
    var scanner = HeadScanner(limits: limits)
    var seen = 0
    while seen < bytes.count {
        seen = min(bytes.count, seen + size)
        if let length = try scanner.scan(bytes.span.extracting(0..<seen)) {
            return try HeadParser(limits: limits).parse(bytes.span.extracting(scanner.start..<length))
        }
    }
    return nil
}

private func status(_ text: String) -> Int? {
    do {
        return try parse(text) == nil ? nil : 200
    } catch let failure as ParseFailure {
        return failure.status.code
    } catch {
        return 0
    }
}

@Suite struct HeadParserTests {
    @Test(arguments: [1, 2, 5, 1000])
    func `a head is understood however it is cut`(size: Int) throws {
        let text = """
            \r
            POST /a%20b?c=d&e?f HTTP/1.1\r
            hOST: example.org:80\r
            Empty:\r
            X-Spaced: \t a  b \t\r
            Content-Length: 12\r
            Expect: 100-Continue\r
            \r
            body
            """
        let head = try #require(try parse(text, pieces: size))
        #expect(head.method == .post)
        #expect(head.path == "/a%20b")
        #expect(head.query == "c=d&e?f")
        #expect(head.host == "example.org:80")
        #expect(head.headers["x-spaced"] == "a  b")
        #expect(head.headers["empty"] == "")
        #expect(head.headers.count == 5)
        #expect(head.framing == .length(12))
        #expect(head.expectsContinue)
        #expect(head.isKeptAlive)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true), ("GET / HTTP/1.0\r\n\r\n", false),
        ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE\r\n\r\n", false),
    ])
    func `the client says whether the connection is kept`(text: String, isKept: Bool) throws {
        #expect(try parse(text)?.isKeptAlive == isKept)
    }

    @Test func `a target in absolute form brings its host`() throws {
        let head = try #require(try parse("GET http://b.example?x HTTP/1.1\r\nHost: a\r\n\r\n"))
        #expect(head.host == "b.example")
        #expect(head.path == "/")
        #expect(head.query == "x")
        #expect(try parse("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")?.path == "*")
    }

    @Test(arguments: [
        "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /  HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET /\r\nHost: a\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: a\r\n\r\n", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: a\r\n\r\n", "GET /# HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u{7F} HTTP/1.1\r\nHost: a\r\n\r\n", "GET /ü HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/x.1\r\nHost: a\r\n\r\n",
        "GET / http/1.1\r\nHost: a\r\n\r\n", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n X: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nXb\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: a\u{1B}b\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 4\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -4\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x4\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
    ])
    func `what can be read in two ways is a bad request`(text: String) {
        #expect(status(text) == 400)
    }

    @Test(arguments: [
        ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501), ("get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: a-miracle\r\n\r\n", 417),
        ("GET /\(String(repeating: "a", count: 8200)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 33_000))\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: a\r\n", count: 100))\r\n", 431),
    ])
    func `what we don't do has its own status`(text: String, expected: Int) {
        #expect(status(text) == expected)
    }

    @Test func `a head that hasn't ended is waited for`() {
        #expect(status("GET / HTTP/1.1\r\nHost: a\r\n") == nil)
        #expect(status("\r\n") == nil)
        #expect(status("GET / HTTP/1.1\r\nHost: a\r\n\r") == nil)
    }
}

/// The content that chunked `text` spells, taken in pieces of `size` bytes; nil where it doesn't end.
private func decode(_ text: String, pieces size: Int) throws -> (content: String, left: String)? {
    var decoder = ChunkedDecoder(limits: HeadLimits())
    var buffer: [UInt8] = []
    var rest = Array(text.utf8)[...]
    var content: [UInt8] = []
    while true {
        let step = try decoder.step(buffer.span)
        if let range = step.content { content += buffer[range] }
        buffer.removeFirst(step.consumed)
        if step.isOver {
            return (String(decoding: content, as: UTF8.self), String(decoding: buffer + rest, as: UTF8.self))
        }
        if step.content == nil {
            if rest.isEmpty { return nil }
            buffer += rest.prefix(size)
            rest = rest.dropFirst(size)
        }
    }
}

@Suite struct ChunkedDecoderTests {
    @Test(arguments: [1, 2, 3, 100])
    func `chunks are put together however they are cut`(size: Int) throws {
        let text = "4\r\nWiki\r\nA ;x=\"y\"\r\n0123456789\r\n000\r\nTrailer: x\r\n\r\nnext"
        let decoded = try #require(try decode(text, pieces: size))
        #expect(decoded.content == "Wiki0123456789")
        #expect(decoded.left == "next")
    }

    @Test(arguments: [
        "4\nWiki\r\n0\r\n\r\n", "4\r\nWikix\r\n0\r\n\r\n", "4\r\nWiki\n0\r\n\r\n", "\r\nWiki", "g\r\n",
        "-1\r\n", "+4\r\n",
        "0x4\r\nWiki\r\n", "4 \r\nWiki\r\n", " 4\r\nWiki\r\n", "4;\0\r\nWiki\r\n", "4;a\rb\r\nWiki\r\n",
        "FFFFFFFFFFFFFFFFF\r\n", "0000000000000004\r\nWiki\r\n", "0\r\nbroken\r\n\r\n",
        "0\r\n fold: x\r\n\r\n",
        "4;\(String(repeating: "x", count: 300))\r\nWiki\r\n0\r\n\r\n", String(repeating: "4", count: 300),
        "0\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n", "4\rx\nWiki\r\n0\r\n\r\n",
    ])
    func `broken chunks are refused`(text: String) {
        #expect(throws: ParseFailure.self) { _ = try decode(text, pieces: 64) }
    }

    @Test func `what hasn't ended is waited for`() throws {
        for text in ["", "4", "4\r", "4\r\nWi", "4\r\nWiki\r\n", "0\r\n", "0\r\nX: y\r\n"] {
            #expect(try decode(text, pieces: 1) == nil)
        }
    }
}
