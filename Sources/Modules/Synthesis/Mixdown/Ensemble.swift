/// A note in time, and where it stands between left and right.
struct Cue: Sendable {
    /// Frames from the start of the recording.
    let start: Int
    let tone: Tone
    let gains: Stereo
}

/// Whoever plays one part, block by block.
protocol Player: Sendable {
    /// Adds what is played in the frames from `position` on to `block`; whether anything was.
    mutating func play(into block: inout [Stereo], from position: Int) -> Bool
}

/// Voices of one instrument that take turns; where all are busy, the one that began first is cut off.
struct Ensemble<Member: Voice>: Player {
    private let cues: [Cue]
    private var following = 0
    private var members: [Member]
    private var gains: [Stereo]
    private var entries: [Int]
    private var begun: [Int]

    /// `voices` players of `sound` for `cues` in the order of their starts.
    init(_ sound: Member.Sound, _ cues: [Cue], voices: Int) {
        self.cues = cues
        members = (0..<voices).map { _ in Member(sound) }
        gains = [Stereo](repeating: .zero, count: voices)
        entries = [Int](repeating: 0, count: voices)
        begun = [Int](repeating: -1, count: voices)
    }

    mutating func play(into block: inout [Stereo], from position: Int) -> Bool {
        let end = position + block.count
        for index in entries.indices { entries[index] = 0 }
        while following < cues.count, cues[following].start < end {
            begin(cues[following], at: max(0, cues[following].start - position))
            following += 1
        }
        var isHeard = false
        for index in members.indices where begun[index] >= 0 {
            isHeard = true
            members[index].perform(into: &block, from: entries[index], gains: gains[index])
            if !members[index].isSounding { begun[index] = -1 }
        }
        return isHeard
    }

    private mutating func begin(_ cue: Cue, at entry: Int) {
        let free = begun.firstIndex(of: -1) ?? begun.indices.min { begun[$0] < begun[$1] } ?? 0
        members[free].start(cue.tone)
        (gains[free], entries[free], begun[free]) = (cue.gains, entry, cue.start)
    }
}
