internal import Catalog

extension Song {
    static let turnipField = Song(
        piece: TurnipField(),
        artist: "the_slow_ferry",
        age: 16,
        tags: ["folk", "jig", "6/8"],
        notes: """
            A jig in two halves: the field, and the way home from it after dark.

            Learned from nobody. If it turns out to be older than us, tell us and we shall say so here.

            Licence: [CC0](https://creativecommons.org/publicdomain/zero/1.0/)
            """,
        credits: [
            Credit(personName: "The Slow Ferry", role: .writer),
            Credit(personName: "Ines Quill", role: .musician),
            Credit(personName: "Bram Oxley-Fen", role: .musician),
            Credit(personName: "Sorrel Tay", role: .feature),
        ],
        remarks: [
            Remark("pale_tom", "second", bar: 0, day: 0.2, "The drum coming in here made me stand up."),
            Remark(
                "seventh_stair",
                "second",
                bar: 8,
                take: 2,
                day: 2,
                "Faster in the barn, and nobody fell over.",
                answers: [("the_slow_ferry", "Two people fell over.")]
            ),
            Remark(
                "juno_and_dog",
                "first",
                bar: 4,
                take: 0,
                day: 0,
                "This is the speed at which I could learn it."
            ),
        ],
        fame: 30
    )
}
