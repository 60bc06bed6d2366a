import HTTP
import Support
import Testing

@testable import Site

@Suite struct AppTests {
    private static let shell = Shell(
        assets: Assets(
            files: [
                "models/machine.js": Array("export { Engine } from \"./engine.js\";\n".utf8),
                "styles/tokens.css": [], "styles/contrast.css": [], "stemma.js": [], "hands.js": [],
                "models/engine.js": [], "workers/offline.js": [],
                "icons/mark.svg": [], "icons/app-192.png": [], "icons/app-512.png": [],
                "icons/maskable-512.png": [], "icons/monochrome-512.png": [],
                "fonts/inter.woff2": [], "fonts/display.woff2": [], "fonts/text.woff2": [],
                "fonts/display-italic.woff2": [],
            ]
        )
    )
    private let router = Router(routes: Self.shell.appRoutes)

    @Test func `the manifest makes an app of the instance, with an icon for every place`() async throws {
        let answer = await router.respond(to: Request(.get, "/manifest.webmanifest"))
        #expect(answer.headers["Content-Type"] == "application/manifest+json")
        #expect(answer.headers["Cache-Control"] == "no-cache")
        let manifest = text(of: answer)
        for member in [
            "\"name\":\"Stemma\"", "\"start_url\":\"/\"", "\"display\":\"standalone\"",
            "\"purpose\":\"maskable\"",
            "\"purpose\":\"monochrome\"", "\"share_target\":", "\"file_handlers\":",
        ] {
            #expect(manifest.contains(member), "\(member) in \(manifest)")
        }
    }

    @Test func `the worker is asked for again each time, and may stand before every page`() async {
        let answer = await router.respond(to: Request(.get, "/worker.js"))
        #expect(answer.headers["Content-Type"] == "text/javascript")
        #expect(answer.headers["Cache-Control"] == "no-cache")
        #expect(answer.headers["Service-Worker-Allowed"] == "/")
        #expect(answer.headers["Content-Security-Policy"]?.contains("default-src 'self'") == true)
    }

    @Test func `the worker names its build, and all that makes sound without a connection`() async {
        let script = text(of: await router.respond(to: Request(.get, "/worker.js")))
        #expect(script.contains("serve(\"\(Self.shell.assets.digest)\""))
        #expect(script.contains("\"/offline\""))
        #expect(script.contains("/models/engine.js\""))
    }
}
