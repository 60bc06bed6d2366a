internal import HTTP
internal import ObjectStore

extension ObjectStore {
    /// The object under `key` as a response: sent by the system itself where it is a local file.
    ///
    /// Refused with 404 where there is none. With `isVerified` an answer of the whole is compared with its SHA-256 on
    /// the way, and breaks off before its end where it differs.
    func response(_ key: ObjectKey, type: String, isVerified: Bool = false) async throws -> Response {
        // Opened here, where it is sent too: going to another thread and back costs more than all of the rest.
        if !isVerified, let file = localPath(of: key).flatMap({ OpenFile(path: $0) }) {
            return .file(file, type: type)
        }
        guard let reader = try await reader(key) else { throw Refusal.notFound() }
        let object = reader.object
        let body = RangedBody(length: object.size) { range, writer in
            let isWhole = range == 0..<object.size
            let reader = try await read(key, range: isWhole ? nil : range, isVerified: isVerified && isWhole)
            for try await chunk in reader { try await writer.write(chunk) }
        }
        var headers: Headers = ["Content-Type": type]
        if let digest = object.digest { headers.append("ETag", "\"\(digest)\"") }
        return Response(headers: headers, body: .ranged(body))
    }

    /// The open object, or nil where there is none.
    private func reader(_ key: ObjectKey) async throws -> ObjectReader? {
        do {
            return try await read(key)
        } catch ObjectStoreError.notFound {
            return nil
        }
    }
}
