import Catalog
import Essentials
import SQL
import Stage
import Support
import Testing

/// Who may do what with a track, cell by cell.
struct AccessTests {
    /// What is asked about a track.
    enum Question: CaseIterable {
        case see
        case seeWithKey
        case hear
        case hearWithKey
        case list
        case edit
    }

    /// A track, and by viewer (anonymous, stranger, member, administrator) the questions answered with yes.
    struct Line {
        var track: String
        var anonymous: Set<Question>
        var stranger: Set<Question>
        var member: Set<Question>
        var admin: Set<Question>
    }

    static let everything = Set(Question.allCases)
    static let open: Set<Question> = [.see, .seeWithKey, .hear, .hearWithKey, .list]
    static let withKey: Set<Question> = [.seeWithKey, .hearWithKey]
    static let unlistedForAdmin = everything.subtracting([.list])

    // swift-format-ignore
    static let table: [Line] = [
        Line(track: "public", anonymous: open, stranger: open, member: everything, admin: everything),
        Line(track: "released", anonymous: open, stranger: open, member: everything, admin: everything),
        Line(track: "unlisted", anonymous: withKey, stranger: withKey, member: everything, admin: unlistedForAdmin),
        Line(track: "private", anonymous: [], stranger: [], member: everything, admin: unlistedForAdmin),
        Line(track: "unreleased", anonymous: withKey, stranger: withKey, member: everything, admin: unlistedForAdmin),
        Line(track: "unreleased unlisted", anonymous: withKey, stranger: withKey, member: everything,
             admin: unlistedForAdmin),
        Line(track: "unreleased private", anonymous: [], stranger: [], member: everything, admin: unlistedForAdmin),
        Line(track: "of a banned owner", anonymous: [], stranger: [], member: [.edit],
             admin: [.see, .seeWithKey, .edit]),
        Line(track: "deleted", anonymous: [], stranger: [], member: [], admin: []),
    ]

    @Test(arguments: TestDatabase.allCases)
    func `every cell of the table holds`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let band = try await stage.person("band")
            let banned = try await stage.person("banned")
            let member = try await stage.person("drummer")
            for artist in [band.artist, banned.artist] {
                try await Artist.addMember(member.id, as: .member, to: artist, in: stage.database)
            }
            let tracks = try await makeTracks(stage, band: band, banned: banned)
            let stranger = try await stage.person("stranger").viewer
            let admin = try await stage.person("boss", roles: [.admin]).viewer
            for line in Self.table {
                let track = try #require(tracks[line.track])
                let viewers: [(String, Viewer, Set<Question>)] = [
                    ("anonymous", .anonymous, line.anonymous), ("stranger", stranger, line.stranger),
                    ("member", member.viewer, line.member), ("admin", admin, line.admin),
                ]
                for (name, viewer, expected) in viewers {
                    let answers = try await ask(stage, track, viewer)
                    #expect(answers == expected, "\(name) and the track that is \(line.track)")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `the key of one track opens no other, and a wrong one opens nothing`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine) { stage in
            let band = try await stage.person("band")
            let first = try await stage.track("One", by: band, .unlisted).track
            let second = try await stage.track("Two", by: band, .unlisted).track
            let key = try await stage.key(of: second)
            for wrong in [key, "", "%", String(key.dropLast())] {
                #expect(try await Track.find(first, for: .anonymous, key: wrong, in: stage.database) == nil)
            }
            #expect(try await Track.find(second, for: .anonymous, key: key, in: stage.database) != nil)
        }
    }

    private func makeTracks(_ stage: Stage, band: Person, banned: Person) async throws -> [String: ID<Track>]
    {
        let later = Release(at: Stage.now + .seconds(60), zone: "Europe/Berlin")
        let before = Release(at: Stage.now)
        let tracks: [String: ID<Track>] = [
            "public": try await stage.track("a", by: band).track,
            "released": try await stage.track("b", by: band, release: before).track,
            "unlisted": try await stage.track("c", by: band, .unlisted).track,
            "private": try await stage.track("d", by: band, .private).track,
            "unreleased": try await stage.track("e", by: band, release: later).track,
            "unreleased unlisted": try await stage.track("f", by: band, .unlisted, release: later).track,
            "unreleased private": try await stage.track("g", by: band, .private, release: later).track,
            "of a banned owner": try await stage.track("h", by: banned).track,
            "deleted": try await stage.track("i", by: band).track,
        ]
        try await stage.ban(banned)
        if let deleted = tracks["deleted"] { try await stage.catalog.delete(deleted, by: band.viewer) }
        return tracks
    }

    private func ask(_ stage: Stage, _ track: ID<Track>, _ viewer: Viewer) async throws -> Set<Question> {
        let key = try await stage.key(of: track)
        let now = Stage.now
        let rules: [(Question, SQL)] = [
            (.see, TrackAccess.visible(to: viewer, at: now)),
            (.seeWithKey, TrackAccess.visible(to: viewer, key: key, at: now)),
            (.hear, TrackAccess.audible(to: viewer, at: now)),
            (.hearWithKey, TrackAccess.audible(to: viewer, key: key, at: now)),
            (.list, TrackAccess.listed(for: viewer, at: now)),
            (.edit, TrackAccess.editable(by: viewer)),
        ]
        var answers: Set<Question> = []
        for (question, rule) in rules
        where try await stage.database.exists("SELECT 1 FROM tracks t WHERE t.id = \(track) AND \(rule)") {
            answers.insert(question)
        }
        return answers
    }
}
