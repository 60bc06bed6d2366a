internal import Catalog

extension Song {
    static let lighthouse = Song(
        piece: Lighthouse(),
        artist: "paper_lantern_fm",
        age: 21,
        tags: ["house", "122 bpm", "late"],
        notes: """
            What he does with a free evening: leaves the lamp to the timer, takes the bus, dances by himself near the speaker.

            Nine Volt Orchard took the tapes home for the **remix** and came back with other chords.

            Licence: [CC BY-NC-SA 4.0](https://creativecommons.org/licenses/by-nc-sa/4.0/)
            """,
        credits: [
            Credit(personName: "Paper Lantern FM", role: .writer),
            Credit(personName: "Paper Lantern FM", role: .producer),
            Credit(personName: "Nine Volt Orchard", role: .feature),
            Credit(personName: "Marrow", role: .mastering),
        ],
        remarks: [
            Remark("ottilie_b", "drop", bar: 0, day: 0.3, "The door opens!"),
            Remark(
                "marrow",
                "groove",
                bar: 2,
                take: 0,
                day: 0,
                "Needs a fill before the break, else nobody knows it is coming.",
                answers: [("paper_lantern_fm", "There is one now. Two, even.")]
            ),
            Remark(
                "lindqvist_radio",
                "break",
                bar: 2,
                day: 1.6,
                "Used this for the shipping forecast. Sorry."
            ),
        ],
        fame: 55
    )
}
