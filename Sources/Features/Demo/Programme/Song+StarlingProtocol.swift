internal import Catalog

extension Song {
    static let starlingProtocol = Song(
        piece: StarlingProtocol(),
        artist: "kestrel_and_wire",
        age: 35,
        tags: ["drum and bass", "172 bpm", "birds"],
        notes: """
            Ten thousand birds, no conductor. Each minds the seven nearest; that is the whole protocol.

            Licence: [CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/)
            """,
        credits: [
            Credit(personName: "Kestrel & Wire", role: .writer),
            Credit(personName: "Kestrel & Wire", role: .producer),
            Credit(personName: "Marrow", role: .mastering),
        ],
        remarks: [
            Remark("pale_tom", "drop", bar: 0, day: 0.2, "Table broken. Worth it."),
            Remark(
                "marrow",
                "build",
                bar: 4,
                take: 0,
                day: 0,
                "The crash before the drop is missing, and I miss it.",
                answers: [("kestrel_and_wire", "It is back in the master.")]
            ),
            Remark("ottilie_b", "break", bar: 1, day: 2.2, "This is where they all turn at once."),
        ],
        fame: 44
    )
}
