internal import Catalog

extension Song {
    static let twoClocks = Song(
        piece: TwoClocks(),
        artist: "grandmother_clock",
        age: 30,
        tags: ["minimal", "mallets", "phasing"],
        notes: """
            Two players, one pattern of twelve. The second moves ahead by a few eighths every three bars, until both strike together again.

            What the vibraphone plays is nobody’s part: it is what you hear when both are true.

            Licence: [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)
            """,
        credits: [
            Credit(personName: "Grandmother Clock", role: .writer),
            Credit(personName: "Agnes Thorne-Vale", role: .musician),
            Credit(personName: "Piet Lowder", role: .musician),
        ],
        remarks: [
            Remark(
                "seventh_stair",
                "apart",
                bar: 0,
                day: 0.4,
                "Close your left ear, then your right. Two different pieces.",
                answers: [("marrow", "Three, with both open.")]
            ),
            Remark("pale_tom", "apart", bar: 9, day: 3, "Lost count here. Happily."),
        ],
        fame: 22
    )
}
