internal import Crypto
package import Essentials

extension DiskStore {
    /// 64 KiB: smaller parts would cost more for their files than for their bytes.
    package var smallestPart: Int { 64 << 10 }

    package func begin(_ key: ObjectKey) async throws -> Multipart {
        let upload = Multipart(key: key, id: ID<Multipart>().text)
        try await threads.run { try DiskFolder.make(folder(of: upload.id)) }
        return upload
    }

    /// A path with a query on this program: `/objects/multipart/{upload}/{number}?exp=…&size=…&sig=…`.
    package func presign(
        part number: Int,
        size: Int,
        of upload: Multipart,
        until end: Instant
    ) async throws -> String {
        let expires = end.unixSeconds
        let message = signedText(upload: upload.id, number: number, size: size, expires: expires)
        let signature = HMACSHA256.text(for: message, key: signingKey)
        return "/objects/multipart/\(upload.id)/\(number)?exp=\(expires)&size=\(size)&sig=\(signature)"
    }

    package func parts(of upload: Multipart) async throws -> [StoredPart] {
        try await threads.run { try storedParts(upload.id) }
    }

    package func complete(_ upload: Multipart, tags: [String]) async throws -> StoredObject {
        try await threads.run {
            let parts = try storedParts(upload.id)
            try check(parts, against: tags)
            let writer = try self.writer()
            for part in parts {
                guard let file = try DiskFile(reading: path(of: part.number, of: upload.id)) else {
                    throw MultipartError.missingPart(part.number)
                }
                try writer.append(contentsOf: file)
            }
            let object = try commit(writer, as: upload.key)
            try remove(upload.id)
            return object
        }
    }

    package func abort(_ upload: Multipart) async throws {
        try await threads.run { try remove(upload.id) }
    }

    private func remove(_ id: String) throws {
        let folder = try folder(of: id)
        try DiskFolder.remove(folder)
        try sums.forget(folder)
    }

    private func check(_ parts: [StoredPart], against tags: [String]) throws(MultipartError) {
        let arrived = Dictionary(uniqueKeysWithValues: parts.map { ($0.number, $0) })
        for (index, tag) in tags.enumerated() {
            guard let part = arrived[index + 1] else { throw .missingPart(index + 1) }
            guard part.tag == unquoted(tag) else { throw .wrongTag(part: part.number) }
        }
        if let more = parts.last, more.number > tags.count { throw .unexpectedPart(more.number) }
    }

    private func storedParts(_ id: String) throws -> [StoredPart] {
        let folder = try folder(of: id)
        guard try DiskFolder.status(of: folder) != nil else { throw MultipartError.unknownUpload }
        let numbers = try DiskFolder.names(in: folder).compactMap { Int($0) }.sorted()
        return try numbers.compactMap { number in
            let path = "\(folder)/\(number)"
            guard let file = try DiskFile(reading: path),
                let digest = try sums.digest(of: file, path: path)
            else { return nil }
            return StoredPart(number: number, size: try file.status().size, tag: digest.description)
        }
    }
}

extension DiskStore: PartReceiver {
    package func receive<Chunks>(
        _ request: PartRequest,
        at now: Instant,
        length: Int?,
        from body: Chunks
    ) async throws -> StoredPart
    where Chunks: AsyncSequence & Sendable, Chunks.Element == [UInt8] {
        try verify(request, at: now)
        guard length == nil || length == request.size else {
            throw MultipartError.wrongSize(part: request.number)
        }
        let folder = try folder(of: request.upload)
        guard try DiskFolder.status(of: folder) != nil else { throw MultipartError.unknownUpload }
        guard arrivals.begin(request) else { throw MultipartError.busy(part: request.number) }
        defer { arrivals.end(request) }
        let writer: DiskWriter
        do { writer = try await write(body, atMost: request.size) } catch is OversizedBody {
            throw MultipartError.wrongSize(part: request.number)
        }
        return try await threads.run { try commit(writer, request) }
    }

    private func commit(_ writer: DiskWriter, _ request: PartRequest) throws -> StoredPart {
        guard writer.size == request.size else { throw MultipartError.wrongSize(part: request.number) }
        let folder = try folder(of: request.upload)
        let written: (size: Int, digest: Digest)
        do { written = try writer.commit(to: "\(folder)/\(request.number)") } catch {
            // The upload may have been given up meanwhile; its folder doesn't come back.
            throw try DiskFolder.status(of: folder) == nil ? MultipartError.unknownUpload : error
        }
        return StoredPart(number: request.number, size: written.size, tag: written.digest.description)
    }

    private func verify(_ request: PartRequest, at now: Instant) throws(MultipartError) {
        let message = signedText(
            upload: request.upload,
            number: request.number,
            size: request.size,
            expires: request.expires
        )
        guard HMACSHA256.isValid(request.signature, for: message, key: signingKey) else {
            throw .badSignature
        }
        guard now.unixSeconds < request.expires else { throw .expired }
    }

    private func signedText(upload: String, number: Int, size: Int, expires: Int64) -> String {
        "\(upload).\(number).\(size).\(expires)"
    }

    private func path(of number: Int, of upload: String) throws -> String {
        "\(try folder(of: upload))/\(number)"
    }

    /// The folder of an upload's parts; only names that `begin` gives lead anywhere.
    private func folder(of upload: String) throws(MultipartError) -> String {
        guard let id = ID<Multipart>(upload) else { throw .unknownUpload }
        return "\(root)/multipart/\(id)"
    }
}

/// A tag as it was given, whether it was sent back with the quotes of its header or without.
private func unquoted(_ tag: String) -> String {
    guard tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else { return tag }
    return String(tag.dropFirst().dropLast())
}
