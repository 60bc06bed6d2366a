internal import HTTP

extension Social {
    var liveRoutes: [Route] {
        [
            .get(Path("/api/v1/ws"), access: .anyone) { request in
                .webSocket { socket in
                    try await LiveConnection(social: self, viewer: request.viewer, socket: socket).run()
                }
            }
        ]
    }
}
