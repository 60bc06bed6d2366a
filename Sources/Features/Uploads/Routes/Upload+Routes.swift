package import Essentials
package import HTTP
internal import ObjectStore
internal import Site

/// The addresses of this slice's calls.
package enum UploadPaths {
    package static let start = Path("/api/v1/upload/multipart/init")
    package static let complete = Path("/api/v1/upload/multipart/complete")
    package static let upload = Path("/api/v1/upload/multipart/:upload_id", ID<Upload>.self)
    package static let room = Path("/api/v1/me/storage")
    /// Where the parts are put when the store is on our own disk; its addresses are presigned.
    static let part = Path("/objects/multipart/:upload_id/:number", String.self, Int.self)
}

extension Uploads {
    /// What this slice answers.
    package var routes: [Route] {
        [
            .post(UploadPaths.start, access: .member, .startUpload) { request in
                try await start(request)
            }.limited(to: .uploads),
            .post(UploadPaths.complete, access: .member, .completeUpload) { request in
                try await complete(request)
            },
            .get(UploadPaths.upload, access: .member, .showUpload) { request, id in
                try await show(id, request)
            },
            .delete(UploadPaths.upload, access: .member, .abandonUpload) { request, id in
                try await abandon(id, by: request.member())
                return try .success()
            },
            .get(UploadPaths.room, access: .member, .showRoom) { request in
                try .success(["storage": try await room(of: request.member())])
            },
        ] + partRoutes
    }

    /// Parts come here only where the store's own addresses lead here.
    private var partRoutes: [Route] {
        guard let receiver = store as? any PartReceiver else { return [] }
        return [
            .put(UploadPaths.part, access: .linkHolder) { request, upload, number in
                try await receive(number, of: upload, request, receiver)
            }
        ]
    }

    private func start(_ request: Request) async throws -> Response {
        let upload = try await start(try await request.json(UploadPlan.self), by: request.member())
        let answer = UploadStartAnswer(
            uploadId: upload.id,
            partSize: upload.partSize,
            presignedParts: try await addresses(of: upload),
            expiresAt: upload.expiresAt
        )
        return try .success(answer, status: .created)
    }

    private func complete(_ request: Request) async throws -> Response {
        let body = try await request.json(CompletionBody.self)
        let asset = try await complete(body.uploadId, tags: body.etags, by: request.member())
        return try .success(AssetAnswer(asset))
    }

    /// What has arrived of an upload and what is missing.
    ///
    /// Nothing is once the parts have become one object, also where the answer to that call was lost: completing again
    /// gives the asset.
    private func show(_ id: ID<Upload>, _ request: Request) async throws -> Response {
        let upload = try await find(id, by: request.member())
        guard settings.clock() < upload.expiresAt else { throw UploadError.notFound }
        let isJoined = try await isJoined(upload)
        let arrived = isJoined ? [] : try await store.parts(of: upload.multipart)
        let known = isJoined ? Set(1...upload.partCount) : Set(arrived.map(\.number))
        let answer = UploadAnswer(
            uploadId: upload.id,
            partSize: upload.partSize,
            parts: arrived.map(PartAnswer.init),
            presignedParts: try await addresses(of: upload, except: known),
            expiresAt: upload.expiresAt
        )
        return try .success(answer)
    }

    private func isJoined(_ upload: Upload) async throws -> Bool {
        if upload.completedAt != nil { return true }
        return try await store.head(upload.multipart.key) != nil
    }

    private func receive(
        _ number: Int,
        of upload: String,
        _ request: Request,
        _ receiver: any PartReceiver
    ) async throws -> Response {
        guard let part = PartRequest(upload, number, request.query) else { throw MultipartError.badSignature }
        let stored = try await receiver.receive(
            part,
            at: settings.clock(),
            length: request.body.length,
            from: request.body
        )
        return Response(.ok, headers: ["ETag": "\"\(stored.tag)\""])
    }
}

extension RateLimit {
    /// Files that one member may begin to send, whichever way they come: 1000 in 15 minutes.
    package static let uploads = RateLimit("uploads", 1000, per: .seconds(900))
}

extension PartRequest {
    /// What the address of a part says; nil where it says less than it must.
    fileprivate init?(_ upload: String, _ number: Int, _ query: Query) {
        guard let expires = query["exp"].flatMap({ Int64($0) }),
            let size = query["size"].flatMap({ Int($0) }),
            let signature = query["sig"]
        else { return nil }
        self.init(upload: upload, number: number, size: size, expires: expires, signature: signature)
    }
}
