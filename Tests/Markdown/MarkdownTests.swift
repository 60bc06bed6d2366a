import Markdown
import Testing

@Suite struct MarkdownTests {
    @Test(arguments: [
        ("", ""),
        ("hello", "<p>hello</p>\n"),
        (
            "a *b* **c** ~~d~~ `e<`",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code></p>\n"
        ),
        ("a\nb  \nc", "<p>a\nb<br>\nc</p>\n"),
        ("# Mix notes", "<h3>Mix notes</h3>\n"),
        ("###### deep", "<h6>deep</h6>\n"),
        ("> quiet", "<blockquote><p>quiet</p>\n</blockquote>\n"),
        ("- a\n- b", "<ul><li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", "<ol start=\"3\"><li>a</li>\n<li>b</li>\n</ol>\n"),
        ("- a\n\n- b", "<ul><li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"),
        ("```swift\na && b\n```", "<pre><code>a &amp;&amp; b\n</code></pre>\n"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
        ("Zoë 🎛️ 録音", "<p>Zoë 🎛️ 録音</p>\n"),
    ])
    func `marks become elements`(source: String, html: String) {
        #expect(Markdown.html(from: source) == html)
    }

    @Test func `a table has a head and a body`() {
        #expect(
            Markdown.html(from: "| mic | pre |\n|---|---|\n| U47 | 1073 |")
                == "<table><thead><tr><th>mic</th><th>pre</th></tr></thead>\n"
                + "<tbody><tr><td>U47</td><td>1073</td></tr>\n</tbody></table>\n"
        )
        #expect(
            Markdown.html(from: "| mic |\n|---|") == "<table><thead><tr><th>mic</th></tr></thead>\n</table>\n"
        )
    }

    @Test(arguments: [
        ("[a](https://b.example/?c=1&d=2)", "https://b.example/?c=1&amp;d=2"),
        ("<https://b.example>", "https://b.example"),
        ("see www.b.example", "http://www.b.example"),
        ("[m](mailto:a@b.example)", "mailto:a@b.example"),
        ("![cover](http://b.example/c.png)", "http://b.example/c.png"),
    ])
    func `links and images become links without weight`(source: String, address: String) {
        let html = Markdown.html(from: source)
        #expect(html.contains("<a href=\"\(address)\" rel=\"nofollow ugc noopener\">"))
        #expect(!html.contains("<img"))
    }

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](&#106;avascript:alert(1))",
        "[a](<java\tscript:alert(1)>)", "[a](\u{1}javascript:alert(1))", "[a](data:text/html,x)",
        "[a](vbscript:x)", "[a](file:///etc/passwd)", "[a](//evil.example)", "[a](/settings)",
        "![a](data:image/svg+xml,x)", "<javascript:alert(1)>", "[a]: javascript:x\n\n[a]", "[a](https:)",
        "[a](http://)",
    ])
    func `other addresses are no links`(source: String) {
        #expect(!Markdown.html(from: source).contains("<a"))
    }

    @Test(arguments: [
        "www.a" + String(repeating: ")", count: 600), String(repeating: "|-", count: 700),
        String(repeating: "*a\n", count: 700) + "b", String(repeating: "> ", count: 17) + "a",
        String(repeating: "- ", count: 17) + "a\nb", String(repeating: "[a](<b", count: 300),
    ])
    func `a text of more marks than words is shown as it was typed`(source: String) {
        let lines = source.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        #expect(Markdown.html(from: source) == "<p>\(lines.replacing("\n", with: "<br>\n"))</p>\n")
        #expect(Markdown.plainText(from: source) == source.split(separator: "\n").joined(separator: " "))
    }

    @Test func `long notes with their marks are Markdown`() {
        let song =
            "1. **Low Tide** ([words](https://a.example/low_tide)): _recorded_ in one take, by the sea\n"
        let rule = String(repeating: "-", count: 60) + "\n\n"
        let html = Markdown.html(from: rule + String(repeating: song, count: 30))
        #expect(html.hasPrefix("<hr>\n<ol><li><strong>Low Tide</strong> (<a href="))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<div onclick=x>\nhi\n</div>",
        "<!-- x --><b>", "<svg/onload=alert(1)>", "`</code><script>`", "<a href='x'>", "# <i>",
        "[<b>](https://b.example)", "| <u> |\n|---|", "```\n</code><script>\n```", "~~<s~~<script>",
        "[a](https://b.example \"><script>\")", "[a](https://b.example/\"onmouseover=x)",
        "![\"><script>](https://b.example)", "&lt;script&gt;", "\\<script>",
    ])
    func `nothing that was typed becomes markup`(source: String) {
        let html = Markdown.html(from: source)
        let allowed = [
            "p", "h3", "h4", "h5", "h6", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "del",
            "a",
        ]
        for piece in html.split(separator: "<").filter({ $0.contains(">") }) {
            let tag = piece.prefix { $0 != ">" }
            let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
            #expect(allowed.contains(String(name)), "\(html)")
            #expect(tag.count { $0 == "\"" } == (tag.hasPrefix("a ") ? 4 : 0), "\(html)")
            #expect(tag.hasPrefix("a href=") || !tag.contains(" "), "\(html)")
        }
    }

    @Test func `links don't nest`() {
        let html = Markdown.html(from: "[![a](https://b.example/i.png)](https://c.example)")
        #expect(html.components(separatedBy: "<a ").count == 2)
        #expect(html.components(separatedBy: "</a>").count == 2)
    }

    @Test func `lists in lists are written to a depth`() {
        let lists = (0..<40).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
        let html = Markdown.html(from: lists + "\ndeep")
        #expect(html.contains("deep"))
        #expect(html.components(separatedBy: "<ul>").count == 9)
        #expect(html.components(separatedBy: "</ul>").count == 9)
    }

    @Test(arguments: [
        String(repeating: "a|", count: 90) + "\n" + String(repeating: "-|", count: 90)
            + String(repeating: "\n|", count: 30_000),
        String(repeating: "|", count: 50_000) + "\n" + String(repeating: "|-", count: 24_000),
        String(repeating: "> a|b|c\n> -|-|-\n" + String(repeating: "> |\n", count: 100), count: 100),
    ])
    func `a table that is filled up makes no large page`(source: String) {
        #expect(Markdown.html(from: source).utf8.count < 10 * source.utf8.count)
    }

    @Test func `rows may be shorter than their table's head`() {
        let html = Markdown.html(from: "| a | b | c |\n|---|---|---|\n| one |\n| two | three |\n")
        #expect(html.components(separatedBy: "<td>").count == 7)
    }

    @Test(arguments: [
        ("# Take 3\n\nthe *best*  \none, see [notes](https://b.example)", "Take 3 the best one, see notes"),
        ("- a\n- b\n\n> c", "a b c"),
        ("| x | y |\n|---|---|\n| 1 | 2 |", "x y 1 2"),
        ("`code` <b>", "code <b>"),
        ("", ""),
    ])
    func `plain text keeps the words`(source: String, text: String) {
        #expect(Markdown.plainText(from: source) == text)
    }
}

extension String {
    /// The pieces between the places where `separator` stands.
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
