internal import Accounts

/// The people of the demo; all of them are invented.
enum Cast {
    static let artists = [
        DemoPerson(
            handle: "paper_lantern_fm",
            displayName: "Paper Lantern FM",
            bio: """
                Two people, one flat, too many cables. Pop songs with the curtains drawn.

                We keep every take here, the embarrassing ones too.
                """
        ),
        DemoPerson(
            handle: "the_slow_ferry",
            displayName: "The Slow Ferry",
            bio: """
                Plucked strings, a fiddle when she is in town, a drum that was a sieve.

                We play in rooms with *wooden floors*.
                """
        ),
        DemoPerson(
            handle: "odd_cellar_trio",
            displayName: "Odd Cellar Trio",
            bio: "Keys, bass, brushes. Nothing in four if we can help it."
        ),
        DemoPerson(
            handle: "halden_quay",
            displayName: "Halden Quay",
            bio: "Long notes from a short pier. Best heard while you do something else."
        ),
        DemoPerson(
            handle: "nine_volt_orchard",
            displayName: "Nine Volt Orchard",
            bio: "Dub from the allotment: one bass, one echo, a shed with good walls."
        ),
        DemoPerson(
            handle: "grandmother_clock",
            displayName: "Grandmother Clock",
            bio: "Things that are struck: bars, tines, combs, strings with felt between."
        ),
        DemoPerson(
            handle: "kestrel_and_wire",
            displayName: "Kestrel & Wire",
            bio: "172 beats a minute, and somebody who looks out of the window."
        ),
    ]

    static let listeners = [
        DemoPerson(handle: "ottilie_b", displayName: "Ottilie B.", bio: "Listens on the tram."),
        DemoPerson(handle: "marrow", displayName: "Marrow", bio: "Mixes other people’s songs."),
        DemoPerson(
            handle: "lindqvist_radio",
            displayName: "Lindqvist Radio",
            bio: "Late programme, small town."
        ),
        DemoPerson(handle: "juno_and_dog", displayName: "Juno and Dog", bio: "One of us sings."),
        DemoPerson(handle: "pale_tom", displayName: "Pale Tom", bio: "Drums. Mostly on tables."),
        DemoPerson(
            handle: "seventh_stair",
            displayName: "Seventh Stair",
            bio: "Writes about records that nobody asked about."
        ),
    ]

    static var everybody: [DemoPerson] { artists + listeners }
}
