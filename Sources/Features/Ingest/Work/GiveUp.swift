package import Catalog
package import Essentials
internal import Jobs
internal import Media
internal import ObjectStore
internal import SQL

extension Ingest {
    /// A version whose last attempt failed: says so and why, in the transaction that buries the job.
    func giveUp(_ request: IngestRequest, _ failure: JobFailure, in session: any Session) async throws {
        let problem = VersionProblem(code: failure.code, arguments: failure.arguments)
        try await giveUp(.opus, of: request.versionID, in: session)
        guard let version = try await Version.find(request.versionID, in: session),
            try await Version.markFailed(request.versionID, problem: problem, in: session)
        else { return }
        try await publish(.failed, of: version, in: session)
    }

    /// AAC that can't be made: the version stays as it is.
    func giveUpAAC(_ request: IngestRequest, _ failure: JobFailure, in session: any Session) async throws {
        try await giveUp(.aac, of: request.versionID, in: session)
    }

    /// An encoding that somebody asked for and that can't be made.
    func giveUpRendition(
        _ request: RenditionRequest,
        _ failure: JobFailure,
        in session: any Session
    ) async throws {
        try await giveUp(request.format, of: request.versionID, in: session)
    }

    /// A picture that can't be read: the tracks that were given it have none, instead of one that nobody sees.
    func giveUpArtwork(_ request: ArtworkRequest, _ failure: JobFailure, in session: any Session) async throws
    {
        try await Artwork.withdraw(request.assetID, in: session)
    }

    /// Removes everything that was made of a version, bytes first; doing it twice changes nothing.
    package func remove(_ version: ID<Version>) async throws {
        try await store.deleteAll(in: .transcodes, folder: version.text)
        try await removeWaveform(of: version)
        try await database.transaction { session in
            for table in ["transcodes", "audio_fingerprints"] {
                try await session.execute(
                    "DELETE FROM \(SQL(unescaped: table)) WHERE version_id = \(version)"
                )
            }
        }
    }
}
