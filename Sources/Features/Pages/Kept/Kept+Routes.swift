internal import HTTP
internal import Site

extension Pages {
    /// What the browser itself fills: nothing of it is known here.
    var keptRoutes: [Route] {
        [
            .get(Path("/kept"), access: .anyone) { request in
                shell.response(KeptPage().page, to: request)
            },
            .get(Path("/offline"), access: .anyone) { request in
                shell.response(KeptPage(isOffline: true).page, to: request)
            },
        ]
    }
}
