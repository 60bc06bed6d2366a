internal import HTTP
internal import ObjectStore
internal import Site

extension Admin {
    /// What one bucket holds.
    package struct BucketUse: Encodable, Sendable {
        package let bucket: String
        package let objects: Int
        package let bytes: Int
    }

    /// What every bucket holds; costs a walk through all of them.
    package func storage() async throws -> [BucketUse] {
        var uses: [BucketUse] = []
        for bucket in Bucket.allCases {
            let use = try await store.usage(of: bucket)
            uses.append(BucketUse(bucket: bucket.rawValue, objects: use.objects, bytes: use.bytes))
        }
        return uses
    }

    var storageRoutes: [Route] {
        [
            .get(AdminPaths.storage, access: .admin, .storage) { _ in
                try .success(StorageAnswer(buckets: try await storage()))
            }
        ]
    }
}

private struct StorageAnswer: Encodable {
    let buckets: [Admin.BucketUse]
}

extension Operation {
    fileprivate static let storage = Operation(
        "Tells what each bucket holds",
        tag: "admin",
        answers: [
            .ok: .data(
                .object([
                    "buckets": .array(
                        .object([
                            "bucket": .string(), "objects": .integer(minimum: 0),
                            "bytes": .integer(minimum: 0),
                        ])
                    )
                ])
            )
        ]
    )
}
