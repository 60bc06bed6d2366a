import Catalog
import Testing

@testable import Pages

@Suite struct WordingTests {
    @Test(arguments: [
        (1, "one version"), (8, "eight versions"), (12, "twelve versions"), (1306, "1,306 versions"),
    ])
    func `few versions are counted in words`(count: Int, words: String) {
        #expect(Wording.versions(count) == words)
        #expect(Wording.comments(count) == words.replacing("version", with: "comment"))
    }

    @Test(arguments: [(-9.84, "−9.8"), (0.0, "0.0"), (-0.04, "0.0"), (12.96, "13.0")])
    func `loudness has one digit after the point and a real minus`(value: Double, text: String) {
        #expect(Wording.tenths(value) == text)
    }

    @Test(arguments: [(0.42, "+0.4"), (0.04, "0.0"), (-1.0, "−1.0")])
    func `a level above full scale says so`(value: Double, text: String) {
        #expect(Wording.level(value) == text)
    }

    @Test(arguments: [(1, "1 byte"), (999, "999 bytes"), (9_800_000_000, "9.8 GB"), (352_000_000, "352 MB")])
    func `bytes are told in the unit that suits them`(count: Int, text: String) {
        #expect(Wording.bytes(count) == text)
    }

    @Test func `an excerpt is the first paragraph without its marks, cut between words`() {
        #expect(Wording.excerpt("A *kitchen*, a hall.\n\nAnd then.") == "A kitchen, a hall.")
        #expect(Wording.excerpt("one two three", limit: 9) == "one two…")
        #expect(Wording.excerpt("") == "")
    }

    @Test(arguments: [
        ("Sluice", " short"), ("Slow Cartography", ""), ("Nocturne for kettle and window", " long"),
        ("Songs about weather, in the order in which the weather came that year", " longer"),
        ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", " longer"), ("雨の夜の散歩道", " tall"),
        ("夜", " short tall"), ("深夜の高速道路で録音しました", " long tall"), ("أغنية المساء", " tall"),
    ])
    func `a title is set as large as the first view allows`(title: String, size: String) {
        #expect(Wording.size(of: title) == size)
    }
}

@Suite struct CreditLineTests {
    @Test func `lines become credits, with a part and an address where they have them`() {
        let credits = CreditLine.credits(
            in: """
                mixer: Hanne Orrel, https://example.org/h?a=1

                Mastering : Low Lintel
                Ness Brannock, Ivo Sleet
                saxophone: Corin
                """
        )
        #expect(
            credits == [
                Credit(personName: "Hanne Orrel", role: .mixer, url: "https://example.org/h?a=1"),
                Credit(personName: "Low Lintel", role: .mastering),
                Credit(personName: "Ness Brannock, Ivo Sleet", role: .other),
                Credit(personName: "saxophone: Corin", role: .other),
            ]
        )
    }

    @Test func `what a credit is printed as is read as the same credit`() {
        for credit in [
            Credit(personName: "A, B", role: .writer),
            Credit(personName: "C", role: .other, url: "http://c.example"),
        ] {
            #expect(CreditLine.credits(in: CreditLine.text(CreditAnswer(credit))) == [credit])
        }
    }
}

@Suite struct UserAgentTests {
    @Test(arguments: [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
            "Chrome on Linux"
        ),
        ("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Safari/604",
            "Safari on iPhone"
        ),
        ("curl/8.5", "curl/8.5"), ("", "A program"),
    ])
    func `a device is named as its owner would`(text: String, name: String) {
        #expect(UserAgent(text).name == name)
    }
}
