internal import Catalog
internal import Essentials
internal import HTTP
internal import Site

private struct StatsAnswer: Encodable {
    struct Entry: Encodable {
        let day: Day
        let plays: Int
        let uniques: Int
        let completions: Int
    }

    struct Totals: Encodable {
        let plays: Int

        /// The sum of each day's listeners, who may be the same people.
        let uniques: Int
        let completions: Int
    }

    let days: [Entry]
    let totals: Totals

    init(_ stats: TrackStats) {
        days = stats.days.map {
            Entry(day: $0.day, plays: $0.plays, uniques: $0.uniques, completions: $0.completions)
        }
        totals = Totals(plays: stats.plays, uniques: stats.dailyUniques, completions: stats.completions)
    }
}

/// The call by which an artist sees what happened to a track.
extension Insights {
    /// The most days of one answer.
    private static let longest = 366

    var statsRoutes: [Route] {
        [
            .get(
                Path("/api/v1/tracks/:id/stats", ID<Track>.self),
                access: .member,
                .stats
            ) { request, id in
                let days = try range(request.query, today: Day(of: .now))
                guard let track = try await Track.find(id, for: request.viewer, in: database) else {
                    throw CatalogError.notFound
                }
                guard track.mayEdit else { throw CatalogError.notYours }
                return try .success(StatsAnswer(try await TrackStats.read(id, days, in: database)))
            }
        ]
    }

    /// The days from `?from=` to `?to=`, both included; the 30 days up to today where nothing is said.
    private func range(_ query: Query, today: Day) throws(Refusal) -> ClosedRange<Day> {
        let to: Day = try query.value("to") ?? today
        let from: Day = try query.value("from") ?? Day(number: to.number - 29)
        guard from.isWritable, from <= to, to.number - from.number < Self.longest else {
            throw .badRequest(
                "Ask for 1 to \(Self.longest) days, the first before the last.",
                code: "bad_range"
            )
        }
        return from...to
    }
}

extension Operation {
    private static let counts: [String: Schema] = [
        "plays": .integer(minimum: 0), "uniques": .integer(minimum: 0), "completions": .integer(minimum: 0),
    ]

    fileprivate static let stats = Operation(
        "Plays of a track day by day, for the artist's members",
        tag: "insights",
        query: [
            Parameter("from", Day.schema, "the first day, 29 days before the last if not said"),
            Parameter("to", Day.schema, "the last day, today if not said"),
        ],
        answers: [
            .ok: .data(
                .object([
                    "days": .array(.object(counts.merging(["day": Day.schema]) { first, _ in first })),
                    "totals": .object(counts),
                ])
            )
        ],
        refusals: [.forbidden]
    )
}
