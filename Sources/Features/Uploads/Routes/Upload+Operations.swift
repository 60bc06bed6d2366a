internal import HTTP

extension Operation {
    static let startUpload = Operation(
        "Begins an upload in parts and reserves room for it",
        tag: "Uploads",
        body: .json(
            .object(
                [
                    "filename": .string(minLength: 1, maxLength: 255), "size": .integer(minimum: 1),
                    "sha256": .nullable(.string(pattern: "^[0-9a-fA-F]{64}$")), "mime": .nullable(.string()),
                    "part_size": .nullable(.integer(minimum: 1)),
                ],
                required: ["filename", "size"]
            )
        ),
        answers: [
            .created: .data(
                .object([
                    "upload_id": .id, "part_size": .integer(minimum: 1), "presigned_parts": presignedParts,
                    "expires_at": .time,
                ])
            )
        ],
        refusals: [507]
    )

    static let showUpload = Operation(
        "The parts that have arrived, and addresses for those that have not",
        tag: "Uploads",
        answers: [
            .ok: .data(
                .object([
                    "upload_id": .id, "part_size": .integer(minimum: 1),
                    "parts": .array(
                        .object(["part_number": .integer(minimum: 1), "etag": .string(), "size": .integer()])
                    ),
                    "presigned_parts": presignedParts, "expires_at": .time,
                ])
            )
        ]
    )

    static let abandonUpload = Operation(
        "Gives up an upload and the room it reserved",
        tag: "Uploads",
        answers: [.ok: .data(.object([:]))]
    )

    static let showRoom = Operation(
        "How much you keep, and how much you may",
        tag: "Uploads",
        answers: [
            .ok: .data(
                .object([
                    "storage": .object([
                        "used_bytes": .integer(minimum: 0), "quota_bytes": .integer(minimum: 0),
                        "largest_file_bytes": .integer(minimum: 0),
                    ])
                ])
            )
        ]
    )

    static let completeUpload = Operation(
        "Makes an asset of the parts, once they are found to be music or a picture; one that nothing uses is kept a week",
        tag: "Uploads",
        body: .json(.object(["upload_id": .id, "etags": .array(.string())])),
        answers: [
            .ok: .data(
                .object(
                    [
                        "asset_id": .id, "size_bytes": .integer(minimum: 1), "sha256": .string(),
                        "mime": .string(), "probe": probe,
                    ],
                    required: ["asset_id", "size_bytes", "sha256", "mime"]
                )
            )
        ],
        refusals: [.notFound, .gone, 507]
    )

    private static let presignedParts = Schema.array(
        .object(["part_number": .integer(minimum: 1), "url": .string(), "size": .integer(minimum: 1)])
    )

    private static let probe = Schema.object(
        [
            "duration_ms": .integer(minimum: 0), "sample_rate": .integer(minimum: 1),
            "channels": .integer(minimum: 1), "codec": .string(), "bitrate": .integer(minimum: 0),
            "tags": .map(.string()),
        ],
        required: ["duration_ms", "sample_rate", "channels", "codec", "tags"]
    )
}
