import Accounts
import Catalog
import Crypto
import Essentials
import SQL
import Stage
import Support
import Testing

struct ArtistTests {
    @Test(arguments: TestDatabase.allCases)
    func `old handles and slugs lead to today's address`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let id = try await stage.track("First Title", by: mia).track
            var edit = TrackEdit()
            edit.title = "Second Title"
            try await stage.catalog.edit(id, edit, by: mia.viewer)
            try await Artist.rename(mia.artist, to: "mia_music", in: stage.database)

            func address(_ handle: String, _ slug: String) async throws -> String {
                switch try await Track.find(handle: handle, slug: slug, for: .anonymous, in: stage.database) {
                case .found(let track): "here: \(track.title)"
                case .moved(let path): path
                case .missing: "missing"
                }
            }
            #expect(try await address("mia_music", "second-title") == "here: Second Title")
            for old in [("mia", "first-title"), ("mia", "second-title"), ("mia_music", "first-title")] {
                #expect(try await address(old.0, old.1) == "/@mia_music/second-title")
            }
            #expect(try await address("mia", "third-title") == "missing")
            #expect(try await Artist.find(handle: "mia", in: stage.database) == .moved("/@mia_music"))
            #expect(try await Artist.id(named: "@mia", in: stage.database) == mia.artist)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a redirect tells nobody of a track that isn't theirs`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let id = try await stage.track("Secret", by: mia, .private).track
            var edit = TrackEdit()
            edit.title = "More Secret"
            try await stage.catalog.edit(id, edit, by: mia.viewer)
            let found = try await Track.find(
                handle: "mia",
                slug: "secret",
                for: .anonymous,
                in: stage.database
            )
            guard case .missing = found else {
                Issue.record("\(found)")
                return
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a handle that leads somewhere is not given to another`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            try await Artist.rename(mia.artist, to: "mia_music", in: stage.database)
            await #expect(throws: CatalogError.handleTaken) {
                try await Artist.rename(leo.artist, to: "mia", in: stage.database)
            }
            await #expect(throws: CatalogError.handleTaken) {
                try await Artist.make(handle: "mia", name: "Mia", owner: leo.id, in: stage.database)
            }
            try await Artist.rename(mia.artist, to: "mia", in: stage.database)
            guard case .found(let artist) = try await Artist.find(handle: "mia", in: stage.database) else {
                Issue.record("mia is not found")
                return
            }
            #expect(artist.id == mia.artist)
            #expect(try await Artist.find(handle: "mia_music", in: stage.database) == .moved("/@mia"))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `an address of one's own is free again when the title comes back`(engine: TestDatabase) async throws
    {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let first = try await stage.track("Song", by: mia).track
            for title in ["Other", "Song"] {
                var edit = TrackEdit()
                edit.title = title
                try await stage.catalog.edit(first, edit, by: mia.viewer)
            }
            let track = try await #require(Track.find(first, for: mia.viewer, in: stage.database))
            #expect(track.slug == "song")
            let second = try await stage.track("Other", by: mia).track
            #expect(try await Track.find(second, for: mia.viewer, in: stage.database)?.slug == "other-2")
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `one's own artist follows what one says of oneself, a band does not`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            try await Artist.make(handle: "band", name: "Band", owner: mia.id, in: stage.database)
            let key = SymmetricKey.random()
            let settings = AccountSettings(isSecure: false)
            let accounts = try Accounts(
                database: stage.database,
                key: key,
                settings: settings,
                onSignUp: { try await Artist.makeFirst(of: $0, in: $1) },
                onEdit: { try await Artist.follow($0, in: $1) }
            )
            try await accounts.edit(mia.id, displayName: "Mia Müller", bio: "*Bonn*")
            guard case .found(let artist) = try await Artist.find(handle: "mia", in: stage.database),
                case .found(let others) = try await Artist.find(handle: "band", in: stage.database)
            else { throw CatalogError.notFound }
            #expect(artist.name == "Mia Müller")
            #expect(artist.bioMD == "*Bonn*")
            #expect(others.name == "Band")
        }
    }
}
