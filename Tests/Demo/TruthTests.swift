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
    func `the bass drum of the house track falls on the beats that are told`(kind: Take.Kind) throws {
        let piece = Lighthouse()
        let take = try #require(piece.takes.first { $0.kind == kind })
        let truth = piece.truth(of: take)
        let section = try #require(truth.sections.first { $0.name == "drop" })
        let onsets = Onsets(of: piece.score(of: take))
        for beat in truth.beats where beat >= section.start && beat < section.end - 2 {
            #expect(abs(onsets.nearest(to: beat) - beat) < 0.012, "\(beat)")
        }
    }

    @Test func `a take by hand keeps to the grid of its own tempo`() throws {
        let piece = PlatformNine()
        let take = try #require(piece.takes.first { $0.kind == .demo })
        let truth = piece.truth(of: take)
        let section = try #require(truth.sections.first { $0.name == "verse" })
        let onsets = Onsets(of: piece.score(of: take))
        let errors = truth.downbeats.filter { $0 >= section.start && $0 < section.end }.map {
            abs(onsets.nearest(to: $0) - $0)
        }
        #expect(errors.count == 8 && errors.allSatisfy { $0 < 0.03 }, "\(errors)")
    }
}

/// How fast the low end of a recording rises, every five milliseconds.
struct Onsets {
    private static let hop = 240
    private let rises: [Float]

    init(of score: Score) {
        var mixdown = Mixdown(score)
        var energies: [Float] = []
        var (low, sum, count): (Float, Float, Int) = (0, 0, 0)
        while mixdown.advance() {
            for frame in mixdown.block {
                low += ((frame.x + frame.y) / 2 - low) * 0.012
                sum += low * low
                count += 1
                if count == Self.hop {
                    energies.append(log(sum + 1e-3))
                    (sum, count) = (0, 0)
                }
            }
        }
        rises = zip(energies, energies.dropFirst()).map { max(0, $1 - $0) }
    }

    /// The seconds of the steepest rise within a tenth of a second of `time`.
    func nearest(to time: Double) -> Double {
        let middle = Int(time * 48_000) / Self.hop
        let range = max(0, middle - 20)..<min(rises.count, middle + 20)
        let best = range.max { rises[$0] < rises[$1] } ?? middle
        return Double((best + 1) * Self.hop) / 48_000
    }
}
