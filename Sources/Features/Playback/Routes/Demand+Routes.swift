internal import Catalog
internal import Essentials
internal import HTTP
internal import Ingest
internal import Media
internal import Site

/// Encodings that are made when somebody first asks for them: MP3 for who may hear a version, FLAC for who may hear
/// it without loss.
extension Playback {
    var demandRoutes: [Route] {
        [
            .get(PlaybackPaths.mp3, access: .anyone, .mp3) { request, version in
                try await mp3(of: version, request)
            }
            .limited(to: .demands),
            .post(PlaybackPaths.transcodes, access: .anyone, .demand) { request, version in
                try await demand(of: version, request)
            }
            .limited(to: .demands),
        ]
    }

    /// The longest wait that can be asked for, in seconds: shorter than proxies' patience.
    fileprivate static let longestWait = 25

    /// Leads to the file where it is there; else has it made, and waits as long as was asked for.
    private func mp3(of id: ID<Version>, _ request: Request) async throws -> Response {
        let format = try quality(request.query)
        let patience = try wait(request.query)
        let version = try await hearable(id, for: request)
        let isReady = try await waiting.wait(atMost: .seconds(patience)) { () -> Bool? in
            switch try await Ingest.demand(format, of: version, through: queue, in: database) {
            case .ready: true
            case .pending: nil
            case .failed: false
            }
        }
        guard isReady != false else { throw Self.notMakeable }
        guard isReady == true else { return try Self.queued(format) }
        let file = wholeAddress(of: id, as: format, durationMS: version.durationMS)
        var response = Response.redirect(to: file, .found)
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }

    /// Has an encoding made, and says how far it is.
    private func demand(of id: ID<Version>, _ request: Request) async throws -> Response {
        let body = try await request.json(DemandBody.self, limit: 1 << 12)
        guard let format = Self.demandable.first(where: { Self.publicName(of: $0.rawValue) == body.format })
        else { throw Refusal.unprocessable(fields: ["format": "is none that can be asked for"]) }
        let version = try await hearable(id, for: request)
        if format.isLossless, try await !mayHearLossless(version, request) {
            throw Refusal.forbidden("You may not hear this without loss.", code: "not_lossless")
        }
        switch try await Ingest.demand(format, of: version, through: queue, in: database) {
        case .ready: return try .success(DemandAnswer(format, .ready))
        case .pending: return try Self.queued(format)
        case .failed: throw Self.notMakeable
        }
    }

    /// What is not made at the upload.
    fileprivate static let demandable: [RenditionFormat] = [.flac, .mp3At320, .mp3At128]

    private static let notMakeable = Refusal.unprocessable(
        "This could not be made of the recording. Try again in an hour.",
        code: "not_makeable"
    )

    private static func queued(_ format: RenditionFormat) throws -> Response {
        var response = try Response.success(
            DemandAnswer(format, .pending),
            status: .accepted,
            message: "This is being made. Ask again in a few seconds."
        )
        response.headers["Retry-After"] = "5"
        return response
    }

    private func quality(_ query: Query) throws(Refusal) -> RenditionFormat {
        switch query["quality"] {
        case nil, "", "320": .mp3At320
        case "128": .mp3At128
        default: throw .badRequest("The parameter quality is 320 or 128.", code: "bad_parameter")
        }
    }

    private func wait(_ query: Query) throws(Refusal) -> Int {
        guard let seconds: Int = try query.value("wait") else { return 0 }
        guard (0...Self.longestWait).contains(seconds) else {
            throw .badRequest("The parameter wait is from 0 to \(Self.longestWait).", code: "bad_parameter")
        }
        return seconds
    }

    /// Where a plain audio element finds the version as MP3, made meanwhile where it isn't there.
    static func patientMP3(of version: ID<Version>, keyQuery: String) -> String {
        let rest = keyQuery.isEmpty ? "?" : "\(keyQuery)&"
        return "\(PlaybackPaths.mp3(version))\(rest)wait=\(longestWait)"
    }
}

private struct DemandBody: Decodable {
    /// As in a version's `transcodes`.
    let format: String
}

private struct DemandAnswer: Encodable {
    let transcode: TranscodeAnswer

    init(_ format: RenditionFormat, _ state: RenditionState) {
        transcode = TranscodeAnswer(
            format: Playback.publicName(of: format.rawValue),
            status: state.rawValue
        )
    }
}

extension RateLimit {
    /// What makes work for the machine.
    fileprivate static let demands = RateLimit("renditions", 200, per: .seconds(900))
}

extension Operation {
    private static let key = Parameter("key", .string(), "the key of an unlisted track's link")
    private static let state = Schema.object(["transcode": .ref("Transcode")])

    fileprivate static let mp3 = Operation(
        "A version as one MP3: leads to the file, or has it made first",
        tag: "playback",
        query: [
            Parameter("quality", .string(values: ["320", "128"]), "kb/s, 320 if not said"),
            Parameter(
                "wait",
                .integer(minimum: 0, maximum: Playback.longestWait),
                "seconds to wait for a file that is being made, 0 if not said; after them the answer is 202"
            ),
            key,
        ],
        answers: [.found: .none, .accepted: .data(state)],
        refusals: [.unprocessable]
    )

    fileprivate static let demand = Operation(
        "Has an encoding made that is only made when somebody asks for it",
        tag: "playback",
        query: [key],
        body: .json(
            .object([
                "format": .string(values: Playback.demandable.map { Playback.publicName(of: $0.rawValue) })
            ])
        ),
        answers: [.ok: .data(state), .accepted: .data(state)]
    )
}
