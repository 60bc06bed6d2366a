internal import Catalog
internal import Essentials
internal import HTTP
internal import Ingest
internal import ObjectStore

/// The outline of a version, for who may see it.
extension Playback {
    /// The frames of sound to a pixel of a finished waveform.
    private static let finest = 256

    /// The most frames of sound to a pixel that can be asked for.
    private static let coarsest = 1 << 24

    var waveformRoutes: [Route] {
        [
            .get(PlaybackPaths.waveform, access: .anyone, .waveform) { request, version in
                try await waveform(of: version, request)
            }
        ]
    }

    private func waveform(of version: ID<Version>, _ request: Request) async throws -> Response {
        let measure = try measure(request.query)
        let zoom = try zoom(request.query)
        guard try await mayKnow(version, request) else { throw PlaybackError.notFound }
        guard let object = try await objects.head(try measure.key(of: version)) else {
            throw Refusal.notFound("There is no waveform of this yet.", code: "no_waveform")
        }
        let stored = try await objects.read(object.key).collect()
        var response = Response.bytes(try scaled(stored, to: zoom, measure), type: "application/json")
        if let digest = object.digest {
            response.headers["ETag"] =
                "\"\(String("\(digest)".prefix(32)))-\(measure.rawValue)-\(zoom ?? 0)\""
        }
        response.headers["Cache-Control"] = "private, no-cache"
        return response
    }

    private func mayKnow(_ version: ID<Version>, _ request: Request) async throws -> Bool {
        let key = request.query["key"]
        guard let track = try await Track.find(holding: version, for: request.viewer, key: key, in: database),
            let version = try await Version.find(version, in: database)
        else { return false }
        return version.isShown(of: track)
    }

    private func measure(_ query: Query) throws(Refusal) -> StoredWaveform.Measure {
        switch query["data"] {
        case nil, "": .extremes
        case "rms": .rms
        default: throw .badRequest("The parameter data is rms or left out.", code: "bad_parameter")
        }
    }

    /// The frames to a pixel that are asked for; nil for those of the stored waveform.
    private func zoom(_ query: Query) throws(Refusal) -> Int? {
        guard let zoom: Int = try query.value("zoom") else { return nil }
        guard (Self.finest...Self.coarsest).contains(zoom) else {
            throw .badRequest(
                "The parameter zoom is from \(Self.finest) to \(Self.coarsest).",
                code: "bad_parameter"
            )
        }
        return zoom
    }

    /// The stored waveform with `zoom` frames to the pixel, or the next fewer that whole pixels make.
    ///
    /// While a version is being made, what is stored is coarser than it will be, and may be coarser than asked for.
    private func scaled(
        _ json: [UInt8],
        to zoom: Int?,
        _ measure: StoredWaveform.Measure
    ) throws(Refusal) -> [UInt8] {
        guard let zoom else { return json }
        guard let waveform = StoredWaveform(json, measure) else {
            throw .unavailable("The waveform is damaged.", code: "damaged")
        }
        let factor = zoom / waveform.samplesPerPixel
        return factor > 1 ? waveform.coarser(by: factor).json : json
    }
}

extension StoredWaveform.Measure {
    fileprivate func key(of version: ID<Version>) throws -> ObjectKey {
        switch self {
        case .extremes: try WaveformKeys.extremes(of: version)
        case .rms: try WaveformKeys.rms(of: version)
        }
    }
}

extension Operation {
    fileprivate static let waveform = Operation(
        "The waveform of a version, audiowaveform's JSON version 2, mixed to mono",
        tag: "playback",
        query: [
            Parameter(
                "zoom",
                .integer(minimum: 256, maximum: 1 << 24),
                "samples per pixel; the answer has the next lower multiple of 256"
            ),
            Parameter("data", .string(values: ["rms"]), "root mean squares instead of extremes"),
            Parameter("key", .string(), "the key of an unlisted track's link"),
        ],
        answers: [.ok: .other(type: "application/json")],
        refusals: [.unavailable]
    )
}
