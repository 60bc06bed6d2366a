import Essentials

@testable import HTTP

/// Says who asks by the headers `X-Cookie` and `X-Bearer`.
struct Claims: Middleware {
    func respond(to request: Request, next: Next) async -> Response {
        var request = request
        let viewer = Viewer.member(UserID("01234567-89ab-7000-8000-000000000000") ?? UserID(), roles: [.fan])
        if request.headers.contains("X-Cookie") {
            request.identity = Identity(viewer: viewer, csrfToken: "token-1", credential: .cookie)
        } else if request.headers.contains("X-Bearer") {
            request.identity = Identity(viewer: viewer, credential: .bearer)
        }
        return await next(request)
    }
}
