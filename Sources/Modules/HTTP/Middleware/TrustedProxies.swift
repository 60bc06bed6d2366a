/// Believes what known proxies say of the client: `X-Forwarded-For`, `-Proto` and `-Host`.
///
/// From anybody else these fields mean nothing. Goes before whatever looks at address, scheme or host.
package struct TrustedProxies: Middleware {
    private let blocks: [AddressBlock]

    /// Trusts the proxies whose addresses lie in `blocks`.
    package init(_ blocks: [AddressBlock]) {
        self.blocks = blocks
    }

    package func respond(
        to request: Request,
        next: Next
    ) async throws -> Response {
        await next(isTrusted(request.remote) ? forwarded(request) : request)
    }

    private func isTrusted(_ address: RemoteAddress) -> Bool { blocks.contains { $0.contains(address) } }

    private func forwarded(_ request: Request) -> Request {
        var request = request
        request.remote = client(of: request)
        // A proxy adds at the end: what stands before may be the client's own invention.
        if let scheme = request.headers.list("X-Forwarded-Proto").last.flatMap(Request.Scheme.init) {
            request.scheme = scheme
        }
        if let host = request.headers.list("X-Forwarded-Host").last { request.host = host }
        return request
    }

    /// The last address on the way that is no proxy of ours.
    private func client(of request: Request) -> RemoteAddress {
        var client = request.remote
        for text in request.headers.list("X-Forwarded-For").reversed() {
            guard let address = RemoteAddress(text) else { break }
            client = address
            if !isTrusted(address) { break }
        }
        return client
    }
}
