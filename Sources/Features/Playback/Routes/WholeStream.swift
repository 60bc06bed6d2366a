internal import Catalog
internal import Essentials
internal import HTTP
internal import Ingest
internal import Media
internal import ObjectStore

/// All of an encoding as one file, for a plain audio element: what browsers without scripts, and without HLS, play.
///
/// It is the initialisation segment and all others in a row, read from the store as they are asked for.
extension Playback {
    func wholeStream(_ format: String, of version: ID<Version>) async throws -> Response {
        let renditions = try await Rendition.of(version, in: database)
        guard let rendition = renditions.first(where: { $0.format == format }), rendition.isComplete else {
            throw Refusal.notFound("This is not all there yet.", code: "not_complete")
        }
        let folder = "\(version)/\(rendition.folder)"
        guard !rendition.isOneFile else { return try await oneFile(in: folder) }
        let head = try ObjectKey(.transcodes, "\(folder)/init.mp4")
        guard let size = try await objects.head(head)?.size else { throw Refusal.notFound() }
        var pieces = [Piece(key: head, range: 0..<size)]
        for (number, segment) in rendition.segments.enumerated() {
            let key = try ObjectKey(.transcodes, "\(folder)/\(HLS.segmentName(number))")
            let start = pieces[pieces.endIndex - 1].range.upperBound
            pieces.append(Piece(key: key, range: start..<start + segment.bytes))
        }
        return response(pieces, tag: "\(version)-\(rendition.folder)")
    }

    /// A file of MP3 as it is stored.
    private func oneFile(in folder: String) async throws -> Response {
        let key = try ObjectKey(.transcodes, "\(folder)/\(Ingest.wholeFile)")
        var response = try await objects.response(key, type: "audio/mpeg")
        response.headers["Cache-Control"] = Self.neverChanges
        return response
    }

    /// An object and the bytes of the whole that it is.
    private struct Piece {
        let key: ObjectKey
        let range: Range<Int>
    }

    private func response(_ pieces: [Piece], tag: String) -> Response {
        let body = RangedBody(length: pieces.last?.range.upperBound ?? 0) { wanted, writer in
            for piece in pieces {
                let part = piece.range.clamped(to: wanted)
                guard !part.isEmpty else { continue }
                let start = piece.range.lowerBound
                let inside = part.lowerBound - start..<part.upperBound - start
                let reader = try await objects.read(piece.key, range: inside, isVerified: false)
                for try await chunk in reader { try await writer.write(chunk) }
            }
        }
        var response = Response(headers: ["Content-Type": "audio/mp4"], body: .ranged(body))
        response.headers["ETag"] = "\"\(tag)\""
        response.headers["Cache-Control"] = Self.neverChanges
        return response
    }

    /// A signed address of a version as one file of `format`; for a viewer who was found to may hear it.
    func wholeAddress(
        of version: ID<Version>,
        as format: RenditionFormat,
        durationMS: Int64?,
        at now: Instant = .now
    ) -> String {
        let link = signer.sign(version, durationMS: durationMS, at: now)
        return "\(PlaybackPaths.media(version, MediaFile.whole(format: format.rawValue).name))?\(link.query)"
    }
}
