internal import Catalog
internal import Essentials
internal import HTTP
internal import ObjectStore

/// The outline of a version, for who may see it.
extension Playback {
    /// The most frames of sound to a pixel.
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
        guard try await mayKnow(version, request) else { throw PlaybackError.notFound.refusal }
        guard let object = try await objects.head(try WaveformFile.key(version, measure)) else {
            throw Refusal.notFound("There is no waveform of this yet.", code: "no_waveform")
        }
        let stored = try await objects.read(object.key).collect()
        let zoom: Int? = try request.query.value("zoom")
        var response = Response.bytes(try at(zoom, stored, measure), type: "application/json")
        if let digest = object.digest {
            response.headers["ETag"] =
                "\"\(String("\(digest)".prefix(32)))-\(measure.rawValue)-\(zoom ?? 0)\""
        }
        response.headers["Cache-Control"] = "private, no-cache"
        return response
    }

    private func mayKnow(_ version: ID<Version>, _ request: Request) async throws -> Bool {
        let key = request.query["key"]
        return try await Track.find(holding: version, for: request.viewer, key: key, in: database) != nil
    }

    private func measure(_ query: Query) throws(Refusal) -> StoredWaveform.Measure {
        switch query["data"] {
        case nil, "": .extremes
        case "rms": .rms
        default: throw .badRequest("The parameter data is rms or left out.", code: "bad_parameter")
        }
    }

    /// The stored waveform with `zoom` frames to the pixel; as it is where that is not asked for.
    private func at(_ zoom: Int?, _ json: [UInt8], _ measure: StoredWaveform.Measure) throws -> [UInt8] {
        guard let zoom else { return json }
        guard let waveform = StoredWaveform(json, measure) else {
            throw Refusal.unavailable("The waveform is damaged.", code: "damaged")
        }
        guard zoom == waveform.samplesPerPixel else {
            guard zoom > 0, zoom <= Self.coarsest, zoom.isMultiple(of: waveform.samplesPerPixel) else {
                throw Refusal.badRequest(
                    "The parameter zoom is a multiple of \(waveform.samplesPerPixel), at most \(Self.coarsest).",
                    code: "bad_parameter"
                )
            }
            return waveform.coarser(by: zoom / waveform.samplesPerPixel).json
        }
        return json
    }
}

/// Where the outlines of a version are kept.
enum WaveformFile {
    /// `{version_id}.json`, or `{version_id}.rms.json`.
    static func key(_ version: ID<Version>, _ measure: StoredWaveform.Measure) throws -> ObjectKey {
        try ObjectKey(.waveforms, measure == .rms ? "\(version).rms.json" : "\(version).json")
    }
}

extension Operation {
    fileprivate static let waveform = Operation(
        "The waveform of a version, audiowaveform's JSON version 2, mixed to mono",
        tag: "playback",
        query: [
            Parameter("zoom", .integer(minimum: 256), "samples per pixel, a multiple of 256"),
            Parameter("data", .string(values: ["rms"]), "root mean squares instead of extremes"),
            Parameter("key", .string(), "the key of an unlisted track's link"),
        ],
        answers: [.ok: .other(type: "application/json")]
    )
}
