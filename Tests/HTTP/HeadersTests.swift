import Essentials
import Testing

@testable import HTTP

@Suite struct HeadersTests {
    @Test func `names are compared without case, lines keep their order`() {
        var headers: Headers = ["Accept": "a", "X-One": "1", "ACCEPT": "b, ,c "]
        #expect(headers["accept"] == "a")
        #expect(headers.all("Accept") == ["a", "b, ,c "])
        #expect(headers.list("accept") == ["a", "b", "c"])
        #expect(headers.list("Accept", contains: "C"))
        #expect(!headers.list("Accept", contains: "b, ,c"))
        headers["Accept"] = "d"
        #expect(headers.lines.map(\.name) == ["X-One", "Accept"])
        headers["X-One"] = nil
        #expect(headers.count == 1)
        headers.setDefault("Accept", "e")
        #expect(headers["Accept"] == "d")
    }

    @Test func `lists grow by what they lack`() {
        var headers = Headers()
        headers.addToList("Vary", "Cookie")
        headers.addToList("Vary", "accept-encoding")
        headers.addToList("Vary", "Accept-Encoding")
        #expect(headers["Vary"] == "Cookie, accept-encoding")
    }

    @Test func `a value can't start a line of its own`() {
        let headers: Headers = ["Location": "/a\r\nSet-Cookie: x=y\n\0"]
        #expect(String(decoding: headers.wire, as: UTF8.self) == "Location: /a  Set-Cookie: x=y  \r\n")
        #expect(headers.count == 1)
    }

    @Test func `a name that could end a line stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var headers = Headers()
            headers.append("X\r\nY", "z")
        }
    }

    @Test(arguments: [
        ("text/HTML; charset=utf-8", "text/html"), ("a/b", "a/b"), ("a/b ;c", "a/b"), ("", nil),
    ])
    func `the media type is read without its parameters`(text: String, type: String?) {
        #expect(Headers(dictionaryLiteral: ("Content-Type", text)).mediaType == type)
    }
}

@Suite struct CookiesTests {
    private func cookies(_ lines: String...) -> Cookies {
        var headers = Headers()
        for line in lines { headers.append("Cookie", line) }
        return Request(.get, "/", headers: headers).cookies
    }

    @Test func `cookies are found by their names`() {
        let cookies = cookies("a=1; bb=\"2\";  c= x ; d; =e; a=3", "f=g=h")
        #expect(cookies["a"] == "1")
        #expect(cookies["bb"] == "2")
        #expect(cookies["b"] == nil)
        #expect(cookies["c"] == "x")
        #expect(cookies["d"] == nil)
        #expect(cookies["f"] == "g=h")
    }

    @Test func `a cookie says how it is to be kept`() {
        let cookie = Cookie("s", "v", maxAge: .seconds(90), path: "/api", sameSite: .lax, isSecure: true)
        #expect(cookie.headerValue == "s=v; Path=/api; SameSite=Lax; Max-Age=90; Secure; HttpOnly")
        let script = Cookie("s", "", isSecure: false, isHTTPOnly: false)
        #expect(script.headerValue == "s=; Path=/; SameSite=Strict")
    }
}

@Suite struct QueryTests {
    @Test func `parameters are typed, and refused by name`() throws {
        let query = Query("n=5&s=a%20b&empty=&twice=5&twice=6&bad=x&flag")
        #expect(try query.value("n", as: Int.self) == 5)
        #expect(query.all("twice") == ["5", "6"])
        #expect(query["s"] == "a b")
        #expect(query["flag"] == "")
        #expect(try query.value("empty", as: Int.self) == nil)
        for name in ["bad", "twice"] {
            let refusal = #expect(throws: Refusal.self) { _ = try query.value(name, as: Int.self) }
            #expect(refusal?.status == .badRequest)
            #expect(refusal?.fields[name] != nil)
        }
    }

    @Test func `a page of a list has bounds`() throws {
        #expect(try Query("").page().limit == 20)
        #expect(try Query("limit=100").page().limit == 100)
        let cursor = Cursor("a", "b")
        #expect(try Query("cursor=\(cursor)").page().cursor == cursor)
        for text in ["limit=0", "limit=101", "limit=x", "cursor=zz"] {
            #expect(throws: Refusal.self) { _ = try Query(text).page() }
        }
    }
}
