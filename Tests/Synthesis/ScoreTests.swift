import Testing

@testable import Synthesis

@Suite struct ScoreTests {
    @Test func `a written line has its pitches, lengths and rests`() {
        let line = Line("a4:1 c#5:.5! r | d5+f5:2 ~:1")
        #expect(line.beats == 5)
        #expect(line.notes.map(\.pitch) == [69, 73, 74, 77])
        #expect(line.notes.map(\.beat) == [0, 1, 2, 2])
        #expect(line.notes[1].velocity > line.notes[0].velocity)
        #expect(line.notes[3].beats > 2.8)
    }

    @Test func `voices move little from chord to chord`() {
        let voicings = Harmony("Dm7:4 G7 Cmaj7").voicings(about: 64)
        #expect(voicings.count == 3)
        for (first, second) in zip(voicings, voicings.dropFirst()) {
            #expect(zip(first, second).allSatisfy { ($0 - $1).magnitude <= 3 })
        }
    }

    @Test func `a tempo that changes keeps time`() {
        var tempo = TempoMap(120)
        tempo.change(at: 4, to: 60)
        #expect(tempo.seconds(at: 4) == 2)
        #expect(tempo.seconds(at: 6) == 4)
    }

    @Test func `swing moves only what is off the beat`() {
        let feel = Feel(swing: 2.0 / 3, grid: 0.5)
        #expect(feel.swung(3) == 3)
        #expect(abs(feel.swung(3.5) - 3.6667) < 0.001)
    }

    private func score(seed: String) -> Score {
        var score = Score(tempo: TempoMap(120), beats: 4, tail: 1, seed: seed)
        var part = Part("strings", .pluck(.steel))
        part.play(Line("a3:1 c4 e4 a4"), at: 0)
        score.parts = [part]
        return score
    }

    private func bytes(_ score: Score) async -> [UInt8] {
        var all: [UInt8] = []
        for await bytes in WaveBytes(of: score) { all += bytes }
        return all
    }

    @Test func `the same score gives the same bytes, as many as announced; another seed gives others`() async
    {
        let (first, again, other) = await (
            bytes(score(seed: "a")), bytes(score(seed: "a")), bytes(score(seed: "b"))
        )
        #expect(first == again)
        #expect(first != other)
        #expect(first.count == WaveBytes(of: score(seed: "a")).count)
    }
}
