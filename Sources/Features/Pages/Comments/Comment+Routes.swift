internal import Catalog
internal import HTTP

extension Pages {
    func thread(
        of track: TrackAnswer,
        _ version: VersionAnswer,
        key: String?,
        _ request: Request
    ) async throws -> Thread? {
        nil
    }
}
