import Essentials
import HTML
import HTTP
import Testing

@testable import Site

@Suite struct ShellTests {
    let shell = Shell(
        assets: Assets(files: [
            "styles/tokens.css": Array("a".utf8),
            "styles/base.css": Array("b".utf8),
            "styles/contrast.css": Array("c".utf8),
            "icons/icons.svg": Array("<svg></svg>".utf8),
            "icons/mark.svg": [],
            "icons/touch-180.png": [],
            "fonts/display.woff2": [],
            "fonts/inter.woff2": [],
            "fonts/text.woff2": [],
            "stemma.js": [],
            "embed.js": [],
        ])
    )
    let page = WebPage("A <b> song", colour: PageColour(hue: 90, chroma: 150, lightness: 800)) { p { "x" } }

    @Test func `a page holds nothing that the strict policy forbids`() {
        let page = text(of: shell.response(page, to: Request(.get, "/")))
        #expect(!page.contains(" style=") && !page.contains("<style"))
        #expect(!page.contains(/<[^>]* on[a-z]+=/))
        #expect(page.contains(#"<script type="module" src="/assets/"#))
    }

    @Test func `an account is offered where there are any`() {
        let closed = Shell(assets: shell.assets, offersSignUp: false)
        #expect(text(of: shell.response(page, to: Request(.get, "/"))).contains(#"href="/sign-up""#))
        #expect(!text(of: closed.response(page, to: Request(.get, "/"))).contains(#"href="/sign-up""#))
    }

    @Test func `an embedded page may stand in any frame`() throws {
        let response = shell.embedded(page, theme: .ink)
        #expect(try #require(response.headers["Content-Security-Policy"]).hasSuffix("frame-ancestors *"))
        #expect(text(of: response).contains(#"<html lang="en" class="bright-art" data-theme="ink">"#))
        #expect(!text(of: response).contains("stemma-player role"))
    }

    @Test func `titles are escaped and the colour comes as a style sheet`() {
        let page = text(of: shell.response(page, to: Request(.get, "/")))
        #expect(page.contains("<title>A &lt;b&gt; song · Stemma</title>"))
        #expect(page.contains(#"href="/theme/90-150-800.css""#))
    }

    @Test func `the theme is rendered from the cookie, and a strange one is ignored`() {
        let dark = Request(.get, "/", headers: ["Cookie": "stemma_theme=ink"])
        #expect(text(of: shell.response(page, to: dark)).contains(#"data-theme="ink""#))
        let strange = Request(.get, "/", headers: ["Cookie": "stemma_theme=\"><script>"])
        #expect(!text(of: shell.response(page, to: strange)).contains("data-theme="))
    }

    @Test(arguments: [("auto", "(prefers-contrast: more)"), ("contrast", "all"), ("paper", "not all")])
    func `high contrast holds by choice, and where no theme is chosen by what the system prefers`(
        theme: String,
        media: String
    ) {
        let request = Request(.get, "/", headers: ["Cookie": "stemma_theme=\(theme)"])
        let page = text(of: shell.response(page, to: request))
        #expect(page.contains(#"id="contrast" media="\#(media)" href="/assets/"#))
    }

    @Test func `style sheets are one, but for that of high contrast, and tokens come first in it`() {
        let page = text(of: shell.response(page, to: Request(.get, "/")))
        #expect(page.ranges(of: #"rel="stylesheet""#).count == 3)
        #expect(page.contains("/styles/all.css"))
        #expect(shell.assets.text("styles/all.css") == "a\nb")
    }

    @Test func `a form carries the token of its session`() {
        var request = Request(.get, "/")
        #expect(csrfField(request).isEmpty)
        request.identity.csrfToken = "t0k"
        #expect(csrfField(request).text == #"<input type="hidden" name="csrf_token" value="t0k">"#)
    }

    @Test func `a field says what is wrong with it, to eyes and ears`() {
        let state = FormState(values: ["email": "a<b"], faults: ["email": "is no address"])
        let markup = field("Email", "email", state, hint: "Never shown").text
        #expect(markup.contains(#"value="a&lt;b""#))
        #expect(markup.contains(#"aria-describedby="fault-email""#))
        #expect(!markup.contains("Never shown"))
        #expect(markup.contains(#"aria-invalid="true""#))
    }
}

@Suite struct RefusalPageTests {
    let shell = ShellTests().shell

    @Test func `calls get the envelope and people get a page`() {
        let call = shell.refusal(.notFound(), Request(.get, "/api/v1/x", headers: ["Accept": "text/html"]))
        #expect(call.headers["Content-Type"] == "application/json")
        let page = shell.refusal(.notFound(), Request(.get, "/x", headers: ["Accept": "text/html,*/*"]))
        #expect(page.status == .notFound)
        #expect(text(of: page).contains("Nothing under this address"))
    }

    @Test func `a page that needs a member leads to the door and back`() {
        let page = shell.refusal(
            .unauthorized(),
            Request(.get, "/settings?a=b", headers: ["Accept": "text/html"])
        )
        #expect(page.status == .seeOther)
        #expect(page.headers["Location"] == "/sign-in?next=%2Fsettings%3Fa%3Db")
    }

    @Test func `a page for a fault on our side names the request`() {
        let request = Request(.get, "/", headers: ["Accept": "text/html"])
        let page = shell.refusal(Refusal(.internalError, code: "internal", "Noted."), request)
        #expect(text(of: page).contains(request.id.description))
    }
}

@Suite struct PageColourTests {
    @Test func `a colour is printed and parsed by the same value`() {
        let colour = PageColour(hue: 380, chroma: 190, lightness: 70)
        #expect(colour.description == "20-190-200")
        #expect(PageColour("20-190-200") == colour)
        #expect(colour.css == ":root{--art-h:20;--art-c:.190;--art-l:.200}\n")
    }

    @Test(arguments: ["", "1-2", "020-190-200", "20-190-200-1", "20-999-200", "a-b-c", "-1-190-200"])
    func `any other way to write it is refused`(text: String) {
        #expect(PageColour(text) == nil)
    }
}

@Suite struct ReturnAddressTests {
    @Test(arguments: [
        "//evil.example", "/\\evil.example", "https://evil.example", "", "evil", "/a b", "/a\n",
        "javascript:x",
    ])
    func `nobody is sent to another site`(text: String) {
        #expect(ReturnAddress.checked(text) == "/")
    }

    @Test func `a path of ours is kept`() {
        #expect(ReturnAddress.checked("/@nora/song?v=2") == "/@nora/song?v=2")
        #expect(ReturnAddress.checked(nil, home: "/settings") == "/settings")
    }
}

@Suite struct ClockTests {
    @Test(arguments: [(0, "0:00"), (400, "0:01"), (999, "0:01"), (185_900, "3:05"), (3_723_000, "1:02:03")])
    func `a length is shown as a time, and what sounds is never nothing`(milliseconds: Int, text: String) {
        #expect(Clock.length(milliseconds: milliseconds) == text)
    }

    @Test(arguments: [(0, "0:00"), (59_999, "0:59"), (185_000, "3:05"), (3_723_000, "1:02:03")])
    func `a length is shown as players show it`(milliseconds: Int, text: String) {
        #expect(Clock.text(milliseconds: milliseconds) == text)
    }

    @Test(arguments: [
        ("1:23", 83_000), ("0:42", 42_000), ("83", 83_000), ("1:02:03", 3_723_000), ("0:00.5", 500),
    ])
    func `a time that somebody wrote is read`(text: String, milliseconds: Int) {
        #expect(Clock.milliseconds(text) == milliseconds)
    }

    @Test(arguments: ["", ":", "1:", "1:60", "-1", "a", "1:2:3:4", "1:-2", "nan", "inf"])
    func `what is no time is refused`(text: String) {
        #expect(Clock.milliseconds(text) == nil)
    }

    @Test func `a length is spoken in words`() {
        #expect(Clock.spoken(milliseconds: 61_000) == "1 minute 1 second")
        #expect(Clock.spoken(milliseconds: 0) == "0 seconds")
    }

    @Test func `days near now have names`() throws {
        let now = try #require(Instant("2026-11-21T10:00:00Z"))
        #expect(now.dayText(from: now) == "today")
        #expect((now - .seconds(86_400)).dayText(from: now) == "yesterday")
        #expect((now - .seconds(2 * 86_400)).dayText(from: now) == "19 November 2026")
    }
}

@Suite struct AssetsTests {
    let assets = Assets(files: ["a.js": Array("one".utf8)])

    @Test func `an asset is kept for ever below the hash of all of them`() async {
        let router = Router(routes: assets.routes)
        let answer = await router.respond(to: Request(.get, assets.url("a.js")))
        #expect(text(of: answer) == "one")
        #expect(answer.headers["Cache-Control"] == "max-age=31536000, immutable")
    }

    @Test func `text is sent compressed to those who take it`() async {
        let text = Array(String(repeating: "let one = 1; ", count: 200).utf8)
        let assets = Assets(files: ["a.js": text])
        let gzip: Headers = ["Accept-Encoding": "gzip"]
        let answer = await Router(routes: assets.routes).respond(
            to: Request(.get, assets.url("a.js"), headers: gzip)
        )
        #expect(answer.headers["Content-Encoding"] == "gzip")
        #expect(answer.headers["Cache-Control"] == "max-age=31536000, immutable")
        guard case .bytes(let bytes) = answer.body else { return #expect(Bool(false), "no bytes") }
        #expect(bytes.count < text.count / 10)
    }

    @Test func `a page from before a restart still finds it, and asks again next time`() async {
        let router = Router(routes: assets.routes)
        let answer = await router.respond(to: Request(.get, "/assets/0000/a.js"))
        #expect(answer.headers["Cache-Control"] == "no-cache")
    }

    @Test func `another content gives another address`() {
        let other = Assets(files: ["a.js": Array("two".utf8)])
        #expect(other.url("a.js") != assets.url("a.js"))
    }

    @Test(arguments: ["b.js", "../Package.swift", "%2e%2e/Package.swift"])
    func `nothing else can be had`(path: String) async {
        let answer = await Router(routes: assets.routes).respond(to: Request(.get, "/assets/x/\(path)"))
        #expect(answer.status == .notFound)
    }
}

@Suite struct ThemeRouteTests {
    let router = Router(routes: ThemeRoutes.routes)

    @Test func `the choice is kept in a cookie and leads back to the page`() async {
        let body = RequestBody(Array("theme=ink&back=%2F%40nora".utf8))
        let headers: Headers = ["Content-Type": "application/x-www-form-urlencoded"]
        let answer = await router.respond(to: Request(.post, "/theme", headers: headers, body: body))
        #expect(answer.headers["Location"] == "/@nora")
        #expect(answer.headers["Set-Cookie"]?.hasPrefix("stemma_theme=ink; Path=/; SameSite=Lax") == true)
    }

    @Test func `a colour's sheet may be kept for ever, and other names lead nowhere`() async {
        let sheet = await router.respond(to: Request(.get, "/theme/262-190-700.css"))
        #expect(text(of: sheet) == ":root{--art-h:262;--art-c:.190;--art-l:.700}\n")
        #expect(await router.respond(to: Request(.get, "/theme/x.css")).status == .notFound)
    }
}
