internal import Catalog

extension Song {
    static let lampLeftOn = Song(
        piece: LampLeftOn(),
        artist: "grandmother_clock",
        age: 26,
        tags: ["lullaby", "music box", "piano"],
        notes: """
            For whoever is still awake. The middle goes somewhere darker and comes back, as falling asleep does.

            *Piano alone* is for learning: the left hand is all rocking.

            Licence: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)
            """,
        credits: [
            Credit(personName: "Grandmother Clock", role: .writer),
            Credit(personName: "Agnes Thorne-Vale", role: .musician),
        ],
        remarks: [
            Remark(
                "juno_and_dog",
                "dream",
                bar: 0,
                day: 0.9,
                "I didn’t see that D flat coming. Dog is asleep."
            ),
            Remark(
                "ottilie_b",
                "song",
                bar: 4,
                take: 1,
                day: 2.5,
                "Left hand learned. Right hand next week."
            ),
        ],
        fame: 26
    )
}
