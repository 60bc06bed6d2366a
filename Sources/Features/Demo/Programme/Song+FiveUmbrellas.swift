internal import Catalog

extension Song {
    static let fiveUmbrellas = Song(
        piece: FiveUmbrellas(),
        artist: "odd_cellar_trio",
        age: 8,
        tags: ["jazz", "trio", "5/4"],
        notes: """
            Five people left their umbrellas in the cellar after the second set. Nobody came back for them, so we named the tune after the count.

            3 + 2, mostly. The bass decides.

            Licence: [CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/)
            """,
        credits: [
            Credit(personName: "Odd Cellar Trio", role: .writer),
            Credit(personName: "Theo Marchbank", role: .musician),
            Credit(personName: "Liv Anselm", role: .musician),
            Credit(personName: "Hasse Dury", role: .musician),
        ],
        remarks: [
            Remark(
                "pale_tom",
                "head",
                bar: 2,
                day: 0.3,
                "Tried to tap along on the bus. Got off one beat late."
            ),
            Remark(
                "seventh_stair",
                "solo",
                bar: 4,
                day: 1,
                "The climb to that C is worth the whole solo.",
                answers: [("odd_cellar_trio", "It was meant to be a B.")]
            ),
            Remark(
                "marrow",
                "solo",
                bar: 1,
                take: 0,
                day: 0,
                "Phone on the piano, and the bass still speaks. What phone?"
            ),
            Remark(
                "lindqvist_radio",
                "out",
                bar: 1,
                take: 3,
                day: 3.2,
                "You can hear one person clap early. That was me."
            ),
        ],
        fame: 34
    )
}
