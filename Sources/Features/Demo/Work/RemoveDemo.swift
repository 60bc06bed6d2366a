internal import Accounts
package import Catalog
package import Essentials
internal import Insights
internal import Playback
internal import SQL
internal import Social
internal import Uploads

extension Demo {
    /// Takes the demo away for good: people, music, and all that anybody said of it; what others uploaded stays.
    ///
    /// `erase` takes away what was made of a version. Bytes go before the rows that name them, so that removing may be
    /// broken off and run again. Returns how many songs there were.
    package func remove(erasing erase: @Sendable (ID<Version>) async throws -> Void) async throws -> Int {
        guard try await underway() == nil else { throw DemoError.underway }
        let people = try await accounts.demoPeople()
        let tracks = try await Track.all(of: people, in: database)
        for track in tracks {
            for version in try await Version.of(track, in: database) { try await erase(version.id) }
        }
        try await database.transaction { session in
            try await Comment.erase(on: tracks, in: session)
            try await Insights.erase(tracks, in: session)
            try await Playback.erase(tracks, in: session)
            try await Track.erase(tracks, in: session)
            try await Artist.erase(of: people, in: session)
        }
        for person in people { try await uploads.erase(of: person) }
        try await accounts.eraseDemoPeople()
        return tracks.count
    }
}
