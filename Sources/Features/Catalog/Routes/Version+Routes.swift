internal import Essentials
internal import HTTP
internal import Site

/// The calls that add, change and delete versions.
extension Catalog {
    func versionRoutes(_ answers: CatalogAnswers) -> [Route] {
        [
            .post(CatalogPaths.trackVersions, access: .member, .addVersion) { request, track in
                let body = try await request.json(AddVersionBody.self)
                let id = try await addVersion(
                    from: body.originalAssetId,
                    to: track,
                    label: body.versionLabel,
                    type: body.versionType,
                    by: request.viewer
                )
                return try .success(["version": try await answers.version(id, request)], status: .created)
            }.limited(to: .publications),
            .put(CatalogPaths.version, access: .member, .editVersion) { request, id in
                let body = try await request.json(EditVersionBody.self, limit: Self.editLimit)
                try await edit(id, body.edit, by: request.viewer)
                return try .success(["version": try await answers.version(id, request)])
            }.limited(to: .edits),
            .delete(CatalogPaths.version, access: .member, .deleteVersion) { request, id in
                try await delete(id, by: request.viewer)
                return try .success(message: "The version is deleted.")
            },
        ]
    }

    /// Bytes of a change: twice the metadata that is kept, since JSON can be written with spaces and escapes.
    private static let editLimit = 32 << 10
}

extension Operation {
    private static let oneVersion = Content.data(.object(["version": .ref("Version")]))

    fileprivate static let addVersion = Operation(
        "Add a version to a track",
        tag: "versions",
        body: .json(CatalogSchemas.versionDraft),
        answers: [.created: oneVersion]
    )

    fileprivate static let editVersion = Operation(
        "Change what is said of a version; fields that are left out stay",
        tag: "versions",
        body: .json(CatalogSchemas.versionEdit),
        answers: [.ok: oneVersion]
    )

    fileprivate static let deleteVersion = Operation(
        "Delete a version; its number is not given again",
        tag: "versions",
        answers: [.ok: .data(.object([:]))],
        refusals: [.conflict]
    )
}
