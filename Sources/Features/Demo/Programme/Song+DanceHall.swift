internal import Catalog

extension Song {
    static let danceHall = Song(
        piece: DanceHall(),
        artist: "the_slow_ferry",
        age: 2,
        tags: ["waltz", "strings", "slow dance"],
        notes: """
            A dance hall in February, chairs on the tables. We moved two of them and played this until the caretaker came.

            The **kitchen table** take is the tune on the evening it turned up. In the chapel somebody coughs in bar nine; we left it in.

            Licence: [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)
            """,
        credits: [
            Credit(personName: "The Slow Ferry", role: .writer),
            Credit(personName: "Ines Quill", role: .musician),
            Credit(personName: "Bram Oxley-Fen", role: .musician),
            Credit(personName: "Marrow", role: .mastering),
        ],
        remarks: [
            Remark(
                "seventh_stair",
                "turn",
                bar: 0,
                day: 0.2,
                "And here somebody opens the curtains.",
                answers: [("the_slow_ferry", "The caretaker. He wanted us out.")]
            ),
            Remark("ottilie_b", "verse", bar: 8, day: 0.7, "That high A. I went back for it three times."),
            Remark(
                "juno_and_dog",
                "intro",
                bar: 1,
                take: 0,
                day: 0,
                "I like this one best, it smells of coffee.",
                answers: [("pale_tom", "The kettle is in time, too.")]
            ),
            Remark(
                "lindqvist_radio",
                "coda",
                bar: 1,
                take: 2,
                day: 1.4,
                "Played the chapel one last night. Nobody rang in to complain, which here is applause."
            ),
        ],
        fame: 48
    )
}
