internal import Catalog
internal import Essentials
internal import HTTP
internal import Site

/// The body of `POST /api/v1/plays`.
private struct PlayBody: Decodable {
    var trackId: ID<Track>
    var versionId: ID<Version>?
    var msListened: Int64
    var completed: Bool?

    /// Pairs of positions in milliseconds.
    var ranges: [[Int64]]?

    /// The address of the page that led to this one.
    var referrer: String?
    var key: String?
}

private struct PlayAnswer: Encodable {
    let id: ID<Play>
    let versionId: ID<Version>

    /// Whether it counts as a play of its own.
    let counted: Bool
}

/// The call that counts plays.
extension Playback {
    var playRoutes: [Route] {
        [
            .post(PlaybackPaths.plays, access: .anyone, .recordPlay) { request in
                try await record(request)
            }
            .limited(to: RateLimit("plays", 120, per: .seconds(60)))
        ]
    }

    private func record(_ request: Request) async throws -> Response {
        let body = try await request.json(PlayBody.self, limit: 65_536)
        try check(body)
        let report = PlayReport(
            trackID: body.trackId,
            versionID: body.versionId,
            listenedMS: body.msListened,
            completed: body.completed ?? false,
            ranges: body.ranges ?? [],
            referrer: body.referrer ?? request.headers["Referer"]
        )
        let listener = Listener(
            viewer: request.viewer,
            address: request.remote.description,
            userAgent: request.headers["User-Agent"],
            key: body.key ?? request.query["key"]
        )
        let play = try await recordPlay(report, by: listener)
        let answer = PlayAnswer(id: play.id, versionId: play.versionID, counted: play.isNew)
        return try .success(["play": answer], status: .created)
    }

    private func check(_ body: PlayBody) throws(Refusal) {
        guard (0...HeardRanges.longest).contains(body.msListened) else {
            let problem = "must be from 0 to \(HeardRanges.longest)"
            throw .unprocessable(fields: ["ms_listened": problem])
        }
        let ranges = body.ranges ?? []
        let areRanges = ranges.allSatisfy { pair in
            pair.count <= 2 && pair.allSatisfy((0...HeardRanges.longest).contains)
        }
        guard ranges.count <= 1000, areRanges else {
            let problem = "must be at most 1000 pairs from 0 to \(HeardRanges.longest)"
            throw .unprocessable(fields: ["ranges": problem])
        }
    }
}

extension Operation {
    private static let ranges = Schema.array(
        .array(.integer(minimum: 0, maximum: Int(HeardRanges.longest)), maxItems: 2),
        maxItems: 1000
    )

    fileprivate static let recordPlay = Operation(
        "Count a play; reports within 30 minutes lengthen the same one",
        tag: "playback",
        body: .json(
            .object(
                [
                    "track_id": .id, "version_id": .nullable(.id),
                    "ms_listened": .integer(minimum: 0, maximum: Int(HeardRanges.longest)),
                    "completed": .nullable(.boolean), "ranges": .nullable(ranges),
                    "referrer": .nullable(.string()), "key": .nullable(.string()),
                ],
                required: ["track_id", "ms_listened"]
            )
        ),
        answers: [
            .created: .data(
                .object(["play": .object(["id": .id, "version_id": .id, "counted": .boolean])])
            )
        ],
        refusals: [.notFound]
    )
}
