import Testing

@testable import Playback

struct ListenerTests {
    @Test(arguments: [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", UserAgentClass.desktop),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148", .phone),
        ("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) Mobile/15E148", .tablet),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/156.0 Mobile Safari/537.36", .phone),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) Mobile", .crawler),
        ("Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0)", .television),
        ("curl/7.88.1", .program), ("Lavf/59.27.100", .program), ("Python-urllib/3.11", .program),
        ("nothing we know", .unknown), ("", .unknown),
    ])
    func `a program has a class`(userAgent: String, kind: UserAgentClass) {
        #expect(UserAgentClass(userAgent: userAgent) == kind)
    }

    @Test(arguments: [
        ("https://Example.org:8443/a/b?q=secret#x", "example.org"),
        ("http://user:pass@example.org/", "example.org"),
        ("https://example.org\\@evil.test/", "example.org"),
        ("http://[2001:db8::1]:80/x", "[2001:db8::1]"),
        ("https://example.org", "example.org"),
    ])
    func `only the host of a referrer is kept`(address: String, host: String) {
        #expect(Referrer.host(of: address) == host)
    }

    @Test(arguments: [
        "", "about:blank", "javascript:alert(1)", "https://", "https://<b>/", "ftp://example.org/",
    ])
    func `what is no web address leaves nothing`(address: String) {
        #expect(Referrer.host(of: address) == nil)
    }
}
