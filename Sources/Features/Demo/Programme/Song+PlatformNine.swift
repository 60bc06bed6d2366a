internal import Catalog

extension Song {
    static let platformNine = Song(
        piece: PlatformNine(),
        artist: "paper_lantern_fm",
        age: 5,
        tags: ["synth-pop", "night train", "118 bpm"],
        notes: """
            Written on the last train and finished in the kitchen. The chorus is the moment the lights of the platform come round the bend.

            The **bedroom demo** still has the hiss in it. The *instrumental* is for anybody who wants to sing it better: please do.

            Licence: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)
            """,
        credits: [
            Credit(personName: "Paper Lantern FM", role: .writer),
            Credit(personName: "Paper Lantern FM", role: .producer),
            Credit(personName: "Marrow", role: .mixer),
        ],
        remarks: [
            Remark(
                "marrow",
                "verse",
                bar: 1,
                take: 1,
                day: 0,
                "The singer sits under the arpeggio here. Two dB, and a little less room.",
                answers: [("paper_lantern_fm", "Done in mix 3. You were right about the room.")]
            ),
            Remark("ottilie_b", "chorus", bar: 2, day: 0.4, "This is where I missed my stop."),
            Remark(
                "pale_tom",
                "lift",
                bar: 3,
                day: 1.2,
                "That snare roll is four bars of somebody running.",
                answers: [("ottilie_b", "With a suitcase."), ("paper_lantern_fm", "It was a cello case.")]
            ),
            Remark("juno_and_dog", "break", bar: 1, day: 2.1, "Dog looked up here. Dog never looks up."),
        ],
        fame: 62
    )
}
