package import HTTP

extension Shell {
    /// What makes the instance an app: `/manifest.webmanifest`, and `/worker.js`, which must lie at the root to stand
    /// between all pages and the server.
    package var appRoutes: [Route] {
        [
            .get(Self.manifest, access: .linkHolder) { _ in
                var response = try Response.json(webManifest)
                response.headers["Content-Type"] = "application/manifest+json"
                response.headers["Cache-Control"] = "no-cache"
                return response
            },
            .get(Self.worker, access: .linkHolder) { _ in
                var response = Response.text(workerScript)
                response.headers["Content-Type"] = "text/javascript"
                response.headers["Cache-Control"] = "no-cache"
                response.headers["Service-Worker-Allowed"] = "/"
                response.set(.strict)
                return response
            },
        ]
    }

    static let manifest = Path("/manifest.webmanifest")
    static let worker = Path("/worker.js")

    private var webManifest: WebManifest {
        func icon(_ name: String, _ size: Int, _ purpose: String) -> WebManifest.AppIcon {
            .init(src: assets.url("icons/\(name)-\(size).png"), sizes: "\(size)x\(size)", purpose: purpose)
        }
        return WebManifest(
            name: name,
            shortName: name,
            icons: [
                icon("app", 192, "any"), icon("app", 512, "any"), icon("maskable", 512, "maskable"),
                icon("monochrome", 512, "monochrome"),
            ]
        )
    }

    /// Names the build, so that browsers see another worker as soon as there is another build.
    private var workerScript: String {
        let addresses = workerShell.map { "\"\($0)\"" }.joined(separator: ",\n  ")
        return """
            import { serve } from "\(assets.url("workers/offline.js"))";
            serve("\(assets.digest)", [
              \(addresses)
            ]);

            """
    }

    /// What pages need to be shown without a connection: the page for that, and what it is made of.
    private var workerShell: [String] {
        let scripts = ["stemma.js", "hands.js", "models/machine.js"]
        let modules = scripts.flatMap { assets.modules(of: $0, with: ["stemma-kept"]) }
        let fonts = ["inter", "display", "text", "display-italic"].map { "fonts/\($0).woff2" }
        let files =
            [Assets.sheet, Assets.contrastSheet, "icons/mark.svg"] + scripts + fonts + modules
        return ["/offline", ThemeRoutes.colour(.house)] + Set(files).sorted().map(assets.url)
    }
}
