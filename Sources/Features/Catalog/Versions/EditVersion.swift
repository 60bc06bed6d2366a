package import Essentials
internal import SQL

/// What shall change about a version.
package struct VersionEdit: Sendable {
    package var title: Change<String> = .keep
    package var label: Change<String> = .keep
    package var type: Change<VersionType> = .keep

    /// A JSON object.
    package var metadata: JSONValue?

    /// No change yet.
    package init() {}
}

extension Catalog {
    /// Changes what is said of a version of a track that `viewer` may change.
    ///
    /// - Throws: ``CatalogError``.
    package func edit(
        _ id: ID<Version>,
        _ edit: VersionEdit,
        by viewer: Viewer,
        at now: Instant = .now
    ) async throws {
        try check(edit)
        try await database.transaction { session in
            try await requireEditable(holding: id, by: viewer, at: now, in: session)
            guard let version = try await Version.find(id, in: session) else { throw CatalogError.notFound }
            try await session.execute(
                """
                UPDATE track_versions SET title = \(edit.title.applied(to: version.title)),
                    version_label = \(edit.label.applied(to: version.label)),
                    version_type = \(edit.type.applied(to: version.type)),
                    metadata = \(edit.metadata?.text ?? version.metadata), updated_at = \(now)
                WHERE id = \(id)
                """
            )
        }
    }

    private func check(_ edit: VersionEdit) throws(CatalogError) {
        var problems = FieldProblems()
        if case .set(let title) = edit.title {
            problems.checkTitle(title)
        }
        if case .set(let label) = edit.label { problems.checkLabel(label) }
        if let metadata = edit.metadata {
            problems.check(metadata.isObject, "metadata", "Metadata is an object.")
            problems.check(metadata.text.utf8.count <= 16_384, "metadata", "At most 16 384 bytes.")
        }
        try problems.refuse()
    }
}
