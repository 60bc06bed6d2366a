extension Song {
    /// Everything that is played, the latest first.
    package static let programme: [Song] = [
        danceHall, platformNine, fiveUmbrellas, rainGauge, turnipField, lighthouse, lampLeftOn, twoClocks,
        starlingProtocol, lowTide,
    ]
}
