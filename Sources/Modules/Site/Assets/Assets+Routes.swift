package import HTTP

extension Assets {
    /// `/assets/{digest}/…`.
    ///
    /// A page from before a restart may still name an older digest: it gets the file of today, to be asked for
    /// again the next time. Nobody's name matters here: sessions are not looked at.
    package var routes: [Route] {
        [
            .get(Path("/assets/:digest/:path*", String.self, String.self), access: .linkHolder) {
                request,
                digest,
                path in
                guard let file = files[path] else { throw Refusal.notFound() }
                var response = file.content.response(to: request, etag: "\"\(self.digest)\"")
                let isCurrent = digest == self.digest
                response.headers["Cache-Control"] =
                    isCurrent ? "max-age=31536000, immutable" : "no-cache"
                // What never changes is never asked for again.
                if isCurrent { response.headers["ETag"] = nil }
                if path.hasPrefix("workers/") { response.set(.strict) }
                return response
            }
        ]
    }
}
