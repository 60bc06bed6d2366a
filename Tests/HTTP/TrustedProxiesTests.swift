import Essentials
import Testing

@testable import HTTP

@Suite struct TrustedProxiesTests {
    private let router = Router(
        routes: [
            .get(Path("/"), access: .anyone) { request in .text("\(request.remote) \(request.origin)") }
        ],
        middleware: [
            TrustedProxies([AddressBlock("127.0.0.0/8"), AddressBlock("10.0.0.0/8")].compactMap(\.self))
        ]
    )

    private func answer(_ headers: Headers, from address: String = "127.0.0.1") async -> String {
        var headers = headers
        headers.append("Host", "inner")
        let remote = RemoteAddress(address) ?? .loopback
        let response = await router.respond(to: Request(.get, "/", headers: headers, remote: remote))
        guard case .bytes(let bytes) = response.body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `only known proxies are believed`() async {
        let forged: Headers = [
            "X-Forwarded-For": "6.6.6.6, 1.2.3.4, 10.0.0.9", "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "music.example",
        ]
        #expect(await answer(forged) == "1.2.3.4 https://music.example")
        #expect(await answer(forged, from: "9.9.9.9") == "9.9.9.9 http://inner")
        #expect(await answer([:]) == "127.0.0.1 http://inner")
        #expect(await answer(["X-Forwarded-For": "junk"]) == "127.0.0.1 http://inner")
        #expect(await answer(["X-Forwarded-For": "2001:DB8:0::1"]) == "2001:db8::1 http://inner")
        #expect(await answer(["X-Forwarded-Proto": "gopher"]) == "127.0.0.1 http://inner")
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("1.2.3.4", "1.2.3.4", true),
        ("1.2.3.4", "1.2.3.5", false), ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false),
        ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe00::1", false), ("::/0", "1.2.3.4", true),
        ("2001:db8::/65", "2001:db8::8000:0:0:1", false), ("::ffff:1.2.3.4", "1.2.3.4", true),
    ])
    func `a block holds its addresses`(block: String, address: String, isInside: Bool) throws {
        let block = try #require(AddressBlock(block))
        #expect(block.contains(try #require(RemoteAddress(address))) == isInside)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0/8", "::/129", "x", "10.0.0.0/", "10.0.0.0/-1"])
    func `what is no block is none`(text: String) {
        #expect(AddressBlock(text) == nil)
    }
}
