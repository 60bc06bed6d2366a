import Testing

@testable import HTTP

/// Content that arrives in pieces of a given size.
private actor Pieces: RequestBody.Source {
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], of size: Int) {
        rest = bytes[...]
        self.size = size
    }

    func next() -> [UInt8]? {
        let piece = rest.prefix(size)
        rest = rest.dropFirst(size)
        return piece.isEmpty ? nil : Array(piece)
    }
}

private func multipart(_ text: String, pieces size: Int, boundary: String = "b-x") -> Request {
    let bytes = Array(text.utf8)
    let type = "multipart/form-data; boundary=\"\(boundary)\""
    return Request(
        .post,
        "/",
        headers: ["Content-Type": type],
        body: RequestBody(Pieces(bytes, of: size), length: nil)
    )
}

private let upload = """
    --b-x\r
    Content-Disposition: form-data; name="title"\r
    \r
    One\r
    --b-\r
    two\r
    --b-x\r
    Content-Disposition: form-data; name="cover"; filename="a%22b.png"\r
    Content-Type: image/PNG\r
    \r
    \r
    \r\n--b-\r\n--b-y\r
    \r
    --b-x  \r
    content-disposition: form-data; name=empty\r
    \r
    \r
    --b-x--\r
    epilogue
    """

@Suite struct FormTests {
    @Test(arguments: ["t=a&u=x%00y", "u=%00", "u=\0"])
    func `a NUL, which no database keeps, is refused by its field's name`(text: String) async {
        let request = Request(
            .post,
            "/",
            headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: RequestBody(Array(text.utf8))
        )
        let refusal = await #expect(throws: Refusal.self) { _ = try await request.form() }
        #expect(refusal?.status == .unprocessable)
        #expect(refusal?.fields == ["u": "must not hold the character U+0000"])
    }

    @Test(arguments: [
        ("--b-x\r\nContent-Disposition: form-data; name=t\r\n\r\nx\0y\r\n--b-x--", Status.unprocessable),
        ("--b-x\r\nContent-Disposition: form-data; name=\"t\0\"\r\n\r\nx\r\n--b-x--", .badRequest),
        (
            "--b-x\r\nContent-Disposition: form-data; name=t; filename=\"a\0b\"\r\n\r\nx\r\n--b-x--",
            .badRequest
        ),
    ])
    func `so is one among a form's parts`(text: String, status: Status) async throws {
        let request = multipart(text, pieces: 7)
        let refusal = await #expect(throws: Refusal.self) { _ = try await request.form { _ in } }
        #expect(refusal?.status == status)
    }

    @Test func `ill-formed UTF-8 is replaced`() {
        #expect(Query("b=%c3")["b"] == "\u{FFFD}")
    }

    @Test func `an urlencoded form is read`() async throws {
        let request = Request(
            .post,
            "/",
            headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
            body: RequestBody(Array("a=1+2&b=%C3%BC&a=3&c&=x&d=%zz".utf8))
        )
        let form = try await request.form()
        #expect(form["a"] == "1 2")
        #expect(form.all("a") == ["1 2", "3"])
        #expect(form["b"] == "ü")
        #expect(form["c"] == "")
        #expect(form["d"] == "%zz")
        #expect(form["e"] == nil)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 10_000])
    func `a form with a file is read however it is cut`(size: Int) async throws {
        var content: [UInt8] = []
        let form = try await multipart(upload, pieces: size).form { file in
            #expect(file.name == "cover")
            #expect(file.filename == "a\"b.png")
            #expect(file.contentType == "image/png")
            for try await chunk in file.body { content += chunk }
        }
        #expect(form["title"] == "One\r\n--b-\r\ntwo")
        #expect(form["empty"] == "")
        #expect(form.fields.count == 2)
        #expect(String(decoding: content, as: UTF8.self) == "\r\n\r\n--b-\r\n--b-y\r\n")
    }

    @Test func `a file that nobody reads is skipped`() async throws {
        let form = try await multipart(upload, pieces: 5).form { _ in }
        #expect(form["empty"] == "")
    }

    @Test func `text beyond the limit is refused, files don't count`() async {
        await #expect(throws: Refusal.self) {
            _ = try await multipart(upload, pieces: 100).form(limit: 12) { _ in }
        }
        let long = "--b-x\r\nContent-Disposition: form-data; name=f; filename=g\r\n\r\n"
        let file = String(repeating: "x", count: 100_000)
        await #expect(throws: Never.self) {
            _ = try await multipart(long + file + "\r\n--b-x--", pieces: 4096).form(limit: 100) { _ in }
        }
    }

    @Test(arguments: ["name=\"\"", "name=\"\"; filename=\"\""])
    func `parts without end are refused, though nothing is in them`(kind: String) async {
        let part = "--b-x\r\nContent-Disposition: form-data; \(kind)\r\n\r\n\r\n"
        let parts = String(repeating: part, count: 100_000)
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await multipart(parts + "--b-x--", pieces: 4096).form { _ in }
        }
        #expect(refusal?.status == .contentTooLarge)
    }

    @Test(arguments: [
        "", "--b-x", "--b-x\r\n", "--b-x\r\n\r\nvalue\r\n--b-x--",
        "--b-x\r\nContent-Disposition: form-data; name=a\r\n\r\nvalue",
        "--b-x\r\nContent-Disposition: attachment; name=a\r\n\r\nvalue\r\n--b-x--",
        "--b-x junk\r\nContent-Disposition: form-data; name=a\r\n\r\nvalue\r\n--b-x--",
        "--b-x\r\nnonsense\r\n\r\nvalue\r\n--b-x--",
    ])
    func `a broken form is refused`(text: String) async {
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await multipart(text, pieces: 3).form { _ in }
        }
        #expect(refusal?.status == .badRequest)
    }

    @Test func `a file where none is taken is refused by its field's name`() async {
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await multipart(upload, pieces: 9).form()
        }
        #expect(refusal?.status == .unprocessable)
        #expect(refusal?.fields["cover"] != nil)
    }

    @Test func `what is no form is refused`() async {
        let request = Request(.post, "/", headers: ["Content-Type": "text/plain"])
        let refusal = await #expect(throws: Refusal.self) { _ = try await request.form() }
        #expect(refusal?.status == .unsupportedMediaType)
    }
}

private struct Track: Decodable, Equatable {
    struct Credit: Decodable, Equatable {
        var displayName: String
    }

    var title: String
    var atMs: Int?
    var isPublic: Bool?
    var credits: [Credit]?
}

/// Any JSON.
private struct JSONValue: Decodable {
    init(from decoder: any Decoder) {}
}

private func json(_ text: String, type: String = "application/json") -> Request {
    Request(.post, "/", headers: ["Content-Type": type], body: RequestBody(Array(text.utf8)))
}

@Suite struct JSONBodyTests {
    @Test func `snake_case JSON becomes a value`() async throws {
        let text = #"{"title":"a","at_ms":5,"is_public":true,"credits":[{"display_name":"x"}],"more":1}"#
        let track = try await json(text, type: "Application/JSON; charset=utf-8").json(Track.self)
        #expect(track == Track(title: "a", atMs: 5, isPublic: true, credits: [.init(displayName: "x")]))
    }

    @Test(arguments: [
        (#"{"at_ms":5}"#, "title", "is missing"),
        (#"{"title":null}"#, "title", "must not be null"),
        (#"{"title":7}"#, "title", "must be a string"),
        (#"{"title":"a","at_ms":"x"}"#, "at_ms", "must be a whole number"),
        (#"{"title":"a","is_public":1}"#, "is_public", "must be true or false"),
        (#"{"title":"a","credits":{}}"#, "credits", "must be a list"),
        (#"{"title":"a","credits":[{"display_name":"x"},{}]}"#, "credits.1.display_name", "is missing"),
    ])
    func `what doesn't fit is named by its field`(text: String, field: String, reason: String) async {
        let refusal = await #expect(throws: Refusal.self) { _ = try await json(text).json(Track.self) }
        #expect(refusal?.status == .unprocessable)
        #expect(refusal?.fields == [field: reason])
    }

    @Test(arguments: [
        (#"{"title":"a\u0000"}"#, "title"),
        (#"{"title":"a\\\u0000"}"#, "title"),
        (
            #"{"title":"a","at_ms":null,"credits":[{"display_name":"x"},{"display_name":"\u0000"}]}"#,
            "credits.1.display_name"
        ),
        (#"{"title":"a","unknown":[[null,1.5,"b\u0000"]]}"#, "unknown.0.2"),
    ])
    func `a NUL, which no database keeps, is refused by its field's name`(text: String, field: String) async {
        let refusal = await #expect(throws: Refusal.self) { _ = try await json(text).json(Track.self) }
        #expect(refusal?.status == .unprocessable)
        #expect(refusal?.fields == [field: "must not hold the character U+0000"])
    }

    @Test(arguments: [#"{"\u0000":1,"title":"a"}"#, #""\u0000""#])
    func `a NUL outside every field is refused too`(text: String) async {
        let refusal = await #expect(throws: Refusal.self) { _ = try await json(text).json(JSONValue.self) }
        #expect(refusal?.status == .unprocessable)
    }

    @Test(arguments: [false, true])
    func `JSON in another encoding than UTF-8 is no JSON`(hasMark: Bool) async {
        let text = (hasMark ? "\u{FEFF}" : "") + #"{"title":"a\u0000"}"#
        for bytes in [
            text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
            text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
        ] {
            let request = Request(
                .post,
                "/",
                headers: ["Content-Type": "application/json"],
                body: RequestBody(bytes)
            )
            let refusal = await #expect(throws: Refusal.self) { _ = try await request.json(Track.self) }
            #expect(refusal?.status == .badRequest)
        }
    }

    @Test func `words that only look like a NUL's escape are kept`() async throws {
        let track = try await json(#"{"title":"\\u0000 \\\\u0000\\"}"#).json(Track.self)
        #expect(track.title == #"\u0000 \\u0000\"#)
    }

    @Test(arguments: [[0xFF, 0xFE], []] as [[UInt8]])
    func `JSON in other letters than UTF-8, in which a NUL could hide, is a bad request`(mark: [UInt8]) async
    {
        let bytes = #"{"title":"a\u0000"}"#.utf8.flatMap { [$0, 0] as [UInt8] }
        let headers: Headers = ["Content-Type": "application/json"]
        let request = Request(.post, "/", headers: headers, body: RequestBody(mark + bytes))
        let refusal = await #expect(throws: Refusal.self) { _ = try await request.json(Track.self) }
        #expect(refusal?.status == .badRequest)
    }

    @Test(arguments: ["", "{", "{\"title\":}", "\u{0}", "nul"])
    func `what is no JSON is a bad request`(text: String) async {
        let refusal = await #expect(throws: Refusal.self) { _ = try await json(text).json(Track.self) }
        #expect(refusal?.status == .badRequest)
    }

    @Test func `JSON that isn't declared as such or is too long is refused`() async {
        let text = #"{"title":"a"}"#
        let untyped = await #expect(throws: Refusal.self) {
            _ = try await json(text, type: "text/plain").json(Track.self)
        }
        #expect(untyped?.status == .unsupportedMediaType)
        let long = await #expect(throws: Refusal.self) {
            _ = try await json(text).json(Track.self, limit: 12)
        }
        #expect(long?.status == .contentTooLarge)
    }
}
