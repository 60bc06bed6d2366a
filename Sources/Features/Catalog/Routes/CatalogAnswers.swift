package import Essentials
package import HTTP

/// What the catalogue's calls answer with: tracks and versions as JSON, with all that the slices above know of them.
package struct CatalogAnswers: Sendable {
    let track: @Sendable (ID<Track>, Request) async throws -> TrackAnswer
    let version: @Sendable (ID<Version>, Request) async throws -> VersionAnswer
    let list: @Sendable ([TrackCard]) async throws -> [TrackAnswer]

    /// Answers about one track, one version and a list; the first two throw where the viewer may not know of it.
    package init(
        track: @escaping @Sendable (ID<Track>, Request) async throws -> TrackAnswer,
        version: @escaping @Sendable (ID<Version>, Request) async throws -> VersionAnswer,
        list: @escaping @Sendable ([TrackCard]) async throws -> [TrackAnswer]
    ) {
        self.track = track
        self.version = version
        self.list = list
    }
}
