internal import Catalog

extension Song {
    static let lowTide = Song(
        piece: LowTide(),
        artist: "halden_quay",
        age: 40,
        tags: ["ambient", "sea", "drone"],
        notes: """
            Recorded at the end of the pier with the window open, at a quarter past. Four chords; the sea keeps no time.

            Licence: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)
            """,
        credits: [
            Credit(personName: "Halden Quay", role: .writer),
            Credit(personName: "Halden Quay", role: .producer),
        ],
        remarks: [
            Remark("lindqvist_radio", "slack", bar: 0, day: 0.6, "We go off air to this now."),
            Remark(
                "seventh_stair",
                "flood",
                bar: 0,
                day: 1.8,
                "The F arrives like the water does: you notice that it has.",
                answers: [("halden_quay", "That is kinder than the tide tables.")]
            ),
        ],
        fame: 28
    )
}
