import Testing

@testable import HTML

@Suite struct MarkupTests {
    @Test func `text and attributes are escaped`() {
        let hostile = #"<script>alert("x")</script> & 'y'"#
        let paragraph = p(.title(hostile)) { hostile }
        let escaped = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;"
        #expect(paragraph.text == #"<p title="\#(escaped)">\#(escaped)</p>"#)
    }

    @Test func `elements nest, and void ones have no end`() {
        let page = div(.class("a")) {
            "x"
            br()
            ul { for n in 1...2 { li { "\(n)" } } }
            if isLong(true) { b { "y" } } else { code { "z" } }
        }
        #expect(page.text == #"<div class="a">x<br><ul><li>1</li><li>2</li></ul><b>y</b></div>"#)
    }

    @Test func `the shapes of a drawing stand side by side`() {
        let drawing = svg { for d in ["M0 0", "M1 1"] { path(Attribute("d", d)) } }
        #expect(drawing.text == #"<svg><path d="M0 0"></path><path d="M1 1"></path></svg>"#)
    }

    @Test func `an attribute of nil is left out and a flag stands alone`() {
        let field = input(.name("a"), .value(nil), .required(), .checked(false))
        #expect(field.text == #"<input name="a" required>"#)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
        "data:text/html,x", "vbscript:x", "\u{1}javascript:x",
    ])
    func `a link that could run a script leads nowhere`(url: String) {
        #expect(a(.href(url)) { "x" }.text == ##"<a href="#">x</a>"##)
    }

    @Test(arguments: [
        "/@nora/night?v=3#t=1:23", "https://a.example/b:c", "mailto:a@b.c", "?a=b:c", "#t=0:42", "x",
    ])
    func `a link that only leads somewhere is kept`(url: String) {
        #expect(a(.href(url)).text == #"<a href="\#(url)"></a>"#)
    }

    @Test func `a null character is replaced`() {
        #expect(p { "a\0b" }.text == "<p>a\u{FFFD}b</p>")
    }

    @Test func `a document starts with its doctype`() {
        #expect(
            String(decoding: html { body() }.document(), as: UTF8.self)
                == "<!doctype html><html><body></body></html>"
        )
    }

    @Test func `markup through the labelled door is written as it is`() {
        #expect(div { Markup(unescaped: "<b>x</b>") }.text == "<div><b>x</b></div>")
    }

    private func isLong(_ value: Bool) -> Bool { value }
}
