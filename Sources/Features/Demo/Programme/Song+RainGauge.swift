internal import Catalog

extension Song {
    static let rainGauge = Song(
        piece: RainGauge(),
        artist: "nine_volt_orchard",
        age: 12,
        tags: ["dub", "echo", "rain"],
        notes: """
            Eleven millimetres fell while we mixed this. The microphone at the shed window is in the left channel, more or less.

            The *version* is the same tape without the melodica, for talking over.

            Licence: [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)
            """,
        credits: [
            Credit(personName: "Nine Volt Orchard", role: .writer),
            Credit(personName: "Nine Volt Orchard", role: .mixer),
            Credit(personName: "Odile Wren", role: .musician),
        ],
        remarks: [
            Remark(
                "marrow",
                "dub",
                bar: 0,
                day: 0.5,
                "One note and then five seconds of it leaving. Perfect."
            ),
            Remark(
                "juno_and_dog",
                "tune",
                bar: 4,
                day: 1.1,
                "Is that a melodica or somebody’s aunt?",
                answers: [("nine_volt_orchard", "Odile’s aunt’s melodica.")]
            ),
            Remark(
                "ottilie_b",
                "intro",
                bar: 2,
                take: 2,
                day: 4,
                "Cooking to the version. The onions are in time."
            ),
        ],
        fame: 40
    )
}
