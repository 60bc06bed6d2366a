/// Content that stays as it is, compressed once for all who take it so.
package struct PackedContent: Sendable {
    /// The content itself.
    package let bytes: [UInt8]

    /// Its media type.
    package let type: String

    /// The content in codings that save something, the shortest first.
    private let packed: [(coding: String, bytes: [UInt8])]

    /// `bytes` of the media type `type`; takes the time to compress them as far as that goes.
    package init(_ bytes: [UInt8], type: String) {
        self.bytes = bytes
        self.type = type
        let headers: Headers = ["Content-Type": type]
        let isText = headers.mediaType.map(Compression.isText) ?? false
        let codings = [("br", Brotli.packed), ("gzip", { try? Gzip(level: 9).finish($0) })]
        packed = (isText ? codings : []).compactMap { coding, pack in
            pack(bytes).flatMap { $0.count < bytes.count ? (coding, $0) : nil }
        }
    }

    /// The content as `request` takes it, under the quoted tag `etag`.
    package func response(to request: Request, etag: String) -> Response {
        var response = Response.bytes(bytes, type: type)
        response.headers["ETag"] = etag
        for (coding, bytes) in packed where Compression.takes(coding, request.headers) {
            return Compression.encoded(response, .bytes(bytes), in: coding)
        }
        return response
    }
}
