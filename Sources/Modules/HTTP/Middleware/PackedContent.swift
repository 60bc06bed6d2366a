/// Content that stays as it is, compressed once for all who take it so.
package struct PackedContent: Sendable {
    /// The content itself.
    package let bytes: [UInt8]

    /// Its media type.
    package let type: String

    /// The content in gzip; nil where that saves nothing.
    private let zipped: [UInt8]?

    /// `bytes` of the media type `type`; takes the time to compress them as far as that goes.
    package init(_ bytes: [UInt8], type: String) {
        self.bytes = bytes
        self.type = type
        let headers: Headers = ["Content-Type": type]
        let isText = headers.mediaType.map(Compression.isText) ?? false
        let zipped = isText ? try? Gzip(level: 9).finish(bytes) : nil
        self.zipped = zipped.flatMap { $0.count < bytes.count ? $0 : nil }
    }

    /// The content as `request` takes it, under the quoted tag `etag`.
    package func response(to request: Request, etag: String) -> Response {
        var response = Response.bytes(bytes, type: type)
        response.headers["ETag"] = etag
        guard let zipped, Compression.takesGzip(request.headers) else { return response }
        return Compression.encoded(response, .bytes(zipped))
    }
}
