internal import HTTP

extension Social {
    var liveRoutes: [Route] {
        [
            .get(Path("/api/v1/ws"), access: .anyone, .live) { request in
                .webSocket(limits: WebSocket.Limits(maximumMessage: LiveRequest.longest)) { socket in
                    try await LiveConnection(social: self, viewer: request.viewer, socket: socket).run()
                }
            }
        ]
    }
}

extension Operation {
    fileprivate static let live = Operation(
        "Opens a WebSocket that tells what happens on the topics that it is asked to follow",
        tag: "live",
        answers: [.switchingProtocols: .none],
        refusals: [.badRequest, .forbidden, .upgradeRequired]
    )
}
