package import HTTP

/// The shapes of what the catalogue takes and answers, for the API's description.
package enum CatalogSchemas {
    /// The schemas that operations name.
    package static let components: [String: Schema] = [
        "Artist": artist, "Track": track, "Version": version, "Credit": credit, "Stream": stream,
        "Transcode": transcode,
    ]

    /// One line with something to be seen on it.
    private static let somethingToRead =
        #"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"#

    static let title = Schema.string(minLength: 1, maxLength: 200, pattern: somethingToRead)
    static let label = Schema.string(maxLength: 100, pattern: #"^[^\x00-\x1f\x7f-\x9f]*$"#)
    static let notes = Schema.string(maxLength: 100_000)
    static let zone = Schema.string(maxLength: 64, pattern: "^[A-Za-z0-9/_+-]+$")
    static let tags = Schema.array(
        .string(
            minLength: 1,
            maxLength: Tag.longest,
            pattern: #"^[^,\x00-\x1f\x7f-\x9f]*[^,#\s\x00-\x1f\x7f-\x9f][^,\x00-\x1f\x7f-\x9f]*$"#
        ),
        maxItems: Tag.mostPerTrack
    )
    static let visibility = Schema.string(values: Visibility.allCases.map(\.rawValue))
    static let versionType = Schema.string(values: VersionType.allCases.map(\.rawValue))

    static let trackDraft = Schema.object(
        [
            "title": title, "original_asset_id": .id, "artist_id": .nullable(.id),
            "visibility": .nullable(visibility), "release_at": .nullable(.time),
            "release_zone": .nullable(zone), "description_md": .nullable(notes), "tags": .nullable(tags),
            "version_label": .nullable(label),
        ],
        required: ["title", "original_asset_id"]
    )

    static let trackEdit = Schema.object(
        [
            "title": .nullable(title), "description_md": .nullable(notes), "tags": .nullable(tags),
            "credits": .nullable(.array(credit, maxItems: Credit.mostPerTrack)),
            "artwork_asset_id": .nullable(.id), "visibility": .nullable(visibility),
            "release_at": .nullable(.time), "release_zone": .nullable(zone),
            "primary_version_id": .nullable(.id),
        ],
        required: []
    )

    static let versionDraft = Schema.object(
        [
            "original_asset_id": .id, "version_label": .nullable(label),
            "version_type": .nullable(versionType),
        ],
        required: ["original_asset_id"]
    )

    static let versionEdit = Schema.object(
        [
            "title": .nullable(title), "version_label": .nullable(label),
            "version_type": .nullable(versionType), "metadata": .nullable(.map(.any)),
        ],
        required: []
    )

    private static let credit = Schema.object(
        [
            "person_name": .string(minLength: 1, maxLength: 100, pattern: somethingToRead),
            "role": .string(values: Credit.Role.allCases.map(\.rawValue)),
            "url": .nullable(.string(maxLength: 2048, pattern: #"^https?://[^\x00-\x20"<>]+$"#)),
        ],
        required: ["person_name", "role"]
    )

    private static let artist = Schema.object(
        ["id": .id, "handle": .string(), "name": .string(), "url": .string()]
    )

    private static let stream = Schema.object(["url": .string(), "expires_at": .time])

    private static let transcode = Schema.object(["format": .string(), "status": .string()])

    private static let version = Schema.object(
        [
            "id": .id, "track_id": .id, "number": .integer(minimum: 1), "title": .string(),
            "version_label": .string(), "version_type": versionType, "metadata": .map(.any),
            "status": .string(values: VersionStatus.allCases.map(\.rawValue)), "playable": .boolean,
            "progress": .number(minimum: 0, maximum: 1),
            "error": .object(["code": .string(), "message": .string()]),
            "duration_ms": .integer(minimum: 0), "sample_rate": .integer(minimum: 1),
            "channels": .integer(minimum: 1), "loudness_lufs": .number(), "loudness_range_lu": .number(),
            "true_peak_dbtp": .number(), "transcodes": .array(.ref("Transcode")), "stream": .ref("Stream"),
            "waveform_url": .string(), "created_at": .time,
        ],
        required: ["id", "track_id", "number", "status", "playable", "progress", "transcodes", "created_at"]
    )

    private static let track = Schema.object(
        [
            "id": .id, "title": title, "slug": .string(), "url": .string(), "artist": .ref("Artist"),
            "owner_user_id": .id, "visibility": visibility, "share_key": .string(), "release_at": .time,
            "release_zone": .string(), "published_at": .time, "description_md": .string(),
            "description_html": .string(), "artwork_asset_id": .id, "artwork_url": .string(),
            "artwork_thumb_url": .string(), "primary_version_id": .id, "primary_version": .ref("Version"),
            "versions": .array(.ref("Version")), "stream": .ref("Stream"),
            "transcodes": .array(.ref("Transcode")), "waveform_url": .string(),
            "credits": .array(.ref("Credit")), "tags": .array(.string()),
            "counts": .object(["plays": .integer(minimum: 0), "comments": .integer(minimum: 0)]),
            "may_edit": .boolean, "may_hear_lossless": .boolean, "created_at": .time, "updated_at": .time,
        ],
        required: [
            "id", "title", "slug", "url", "artist", "owner_user_id", "visibility", "published_at",
            "description_md", "tags", "may_edit", "may_hear_lossless", "created_at", "updated_at",
        ]
    )
}
