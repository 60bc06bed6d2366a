import HTML
import Testing

@testable import Site

@Suite struct ModuleTests {
    let assets = Assets(files: [
        "stemma.js": Array("import \"./elements/player.js\";\nimport { a } from \"./lib/dom.js\";\n".utf8),
        "elements/player.js": Array(
            "import {\n  a,\n} from \"../lib/dom.js\";\nimport(\"./tabs.js\");\n".utf8
        ),
        "elements/tabs.js": Array("import \"../models/view.js\";\n".utf8),
        "lib/dom.js": Array("/** @import \"./never.js\" */\nexport const a = 1;\n".utf8),
        "models/view.js": Array("import \"../elements/tabs.js\";\nimport \"./wave.js\";\n".utf8),
        "models/wave.js": Array("import \"../lib/dom.js\";\n".utf8),
    ])

    @Test func `a page names beforehand what its script imports`() {
        #expect(assets.modules(of: "stemma.js", with: []) == ["elements/player.js", "lib/dom.js"])
    }

    @Test func `the modules of its elements come with all that they import`() {
        let modules = assets.modules(of: "stemma.js", with: ["stemma-tabs", "stemma-unknown", "x-y"])
        #expect(
            modules == [
                "elements/player.js", "elements/tabs.js", "lib/dom.js", "models/view.js", "models/wave.js",
            ]
        )
    }

    @Test func `a module that is fetched when it is needed names at once what the ones that it imports need`()
    {
        let later =
            "import \"../lib/dom.js\";import \"../models/wave.js\";import \"../models/view.js\";\n"
        #expect(assets.text("elements/tabs.js") == later)
        #expect(assets.text("models/view.js") == "import \"../elements/tabs.js\";\nimport \"./wave.js\";\n")
    }

    @Test func `custom elements are found at any depth, but in folds and where a hand is needed`() {
        let markup = div {
            p { "<stemma-copy>" }
            element("stemma-tabs") { element("stemma-pins") {} }
            details { element("stemma-share") {} }
            element("stemma-loop", .forHands) {}
        }
        #expect(markup.customElements == ["stemma-tabs", "stemma-pins"])
    }
}
