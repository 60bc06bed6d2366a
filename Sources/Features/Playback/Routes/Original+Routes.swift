internal import Catalog
internal import Essentials
internal import HTTP
internal import ObjectStore
internal import Uploads

/// What was uploaded, handed back to the artist's members.
extension Playback {
    var originalRoutes: [Route] {
        [
            .get(PlaybackPaths.original, access: .member, .original) { request, version in
                try await original(of: version, for: request.viewer)
            }
        ]
    }

    private func original(of id: ID<Version>, for viewer: Viewer) async throws -> Response {
        guard let track = try await Track.find(holding: id, for: viewer, in: database),
            let version = try await Version.find(id, in: database), let assetID = version.originalAssetID
        else { throw PlaybackError.notFound }
        guard track.mayEdit else { throw Refusal.forbidden("Only the artist's members get the original.") }
        guard let asset = try await Uploads.asset(assetID, in: database) else {
            throw PlaybackError.notFound
        }
        var response = try await objects.response(asset.key, type: asset.mime, isVerified: true)
        response.headers["Content-Disposition"] = Self.attachment(asset.filename)
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }

    /// A name to save under, for old clients in ASCII and for all others in UTF-8 (RFC 6266 §4.3, RFC 8187).
    static func attachment(_ name: String) -> String {
        let plain = String(
            name.map { character in
                guard let byte = character.asciiValue, byte >= 32, byte < 127 else { return "_" }
                return ["\"", "\\", "/"].contains(character) ? "_" : character
            }
        )
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encode(name))"
    }
}

extension Operation {
    fileprivate static let original = Operation(
        "The file that was uploaded, for the artist's members",
        tag: "playback",
        answers: [.ok: .other(type: "audio/*")],
        refusals: [.forbidden]
    )
}
