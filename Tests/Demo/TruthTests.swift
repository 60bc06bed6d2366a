import Accounts
import Foundation
import Synthesis
import Testing

@testable import Demo

@Suite struct TruthTests {
    @Test func `there are at least eight pieces by five artists in 24 takes of 45 to 120 seconds`() {
        let songs = Song.programme
        #expect(songs.count >= 8 && Set(songs.map(\.artist)).count >= 5)
        let lengths = songs.flatMap { song in song.piece.takes.map { song.piece.score(of: $0).seconds } }
        #expect(lengths.count >= 24)
        #expect(lengths.allSatisfy { (45...120).contains($0) })
    }

    @Test func `everybody who speaks is in the cast, and every remark lies in its music`() {
        let handles = Set(Cast.everybody.map(\.handle))
        for song in Song.programme {
            #expect(handles.contains(song.artist))
            for remark in song.remarks {
                #expect(handles.contains(remark.author))
                #expect(remark.answers.allSatisfy { handles.contains($0.author) })
                let sections = song.piece.form.sections
                let section = sections.first { $0.name == remark.place.section }
                #expect(
                    section.map { remark.place.bar * song.piece.form.bar < $0.beats } == true,
                    "\(remark.words)"
                )
            }
        }
    }

    @Test func `beats, bars and sections of every take fit together`() {
        for piece in Song.programme.map(\.piece) {
            for take in piece.takes {
                let truth = piece.truth(of: take)
                #expect(truth.beats.count == Int(piece.form.beats))
                #expect(truth.downbeats.allSatisfy { downbeat in truth.beats.contains(downbeat) })
                #expect(zip(truth.beats, truth.beats.dropFirst()).allSatisfy { $0 < $1 })
                #expect(zip(truth.sections, truth.sections.dropFirst()).allSatisfy { $0.end == $1.start })
                let strictness =
                    [.demo, .live, .acoustic].contains(take.kind) || piece.isSlowingDown ? 0.12 : 0.001
                #expect(abs(truth.tempo / piece.tempo - 1) < strictness, "\(piece.title), \(take.label)")
            }
        }
    }

    @Test(arguments: [Take.Kind.roughMix, .master])
    func `the bass drum of the house track is heard on nine of ten beats that are told`(
        kind: Take.Kind
    ) throws {
        let piece = Lighthouse()
        let take = try #require(piece.takes.first { $0.kind == kind })
        let truth = piece.truth(of: take)
        let section = try #require(truth.sections.first { $0.name == "drop" })
        let onsets = Onsets(of: piece.score(of: take))
        let beats = truth.beats.filter { $0 >= section.start && $0 < section.end - 2 }
        let met = beats.filter { abs(onsets.nearest(to: $0) - $0) < 0.015 }
        // A bass that enters just before a beat is now and then taken for the drum.
        #expect(beats.count > 40 && met.count * 10 >= beats.count * 9, "\(met.count) of \(beats.count)")
    }

    @Test func `a take by hand is heard on seven of eight bars of its own tempo`() throws {
        let piece = PlatformNine()
        let take = try #require(piece.takes.first { $0.kind == .demo })
        let truth = piece.truth(of: take)
        let section = try #require(truth.sections.first { $0.name == "verse" })
        let onsets = Onsets(of: piece.score(of: take))
        let errors = truth.downbeats.filter { $0 >= section.start && $0 < section.end }.map {
            abs(onsets.nearest(to: $0) - $0)
        }
        #expect(errors.count == 8 && errors.filter { $0 < 0.03 }.count >= 7, "\(errors)")
    }
}

/// How fast the low end of a recording gets louder, every five milliseconds.
struct Onsets {
    private static let hop = 240
    private let rises: [Float]

    init(of score: Score) {
        var mixdown = Mixdown(score)
        var levels: [Float] = []
        var (low, level, count): (Float, Float, Int) = (0, 0, 0)
        while mixdown.advance() {
            for frame in mixdown.block {
                low += ((frame.x + frame.y) / 2 - low) * 0.02
                // Holds its peaks over a period of the lowest note, so that a rise is a stroke and not a wave.
                level = max(low.magnitude, level * 0.999)
                count += 1
                if count == Self.hop {
                    levels.append(level)
                    count = 0
                }
            }
        }
        rises = zip(levels, levels.dropFirst()).map { max(0, $1 - $0) }
    }

    /// The seconds of the steepest rise within a tenth of a second of `time`.
    func nearest(to time: Double) -> Double {
        let middle = Int(time * 48_000) / Self.hop
        let range = max(0, middle - 20)..<min(rises.count, middle + 20)
        let best = range.max { rises[$0] < rises[$1] } ?? middle
        return Double((best + 1) * Self.hop) / 48_000
    }
}
