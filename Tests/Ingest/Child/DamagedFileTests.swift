import Foundation
import Media
import Recordings
import Testing

@testable import Ingest

@Suite struct DamagedFileTests {
    /// Numbers that can be had again: SplitMix64.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var value = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
            return value ^ (value >> 31)
        }
    }

    @Test(arguments: Music.Format.allCases)
    func `no damage brings a child down`(format: Music.Format) async throws {
        let scratch = try Scratch()
        let whole = try Data(contentsOf: URL(filePath: Music().cut(format, seconds: 1, into: scratch)))
        let children = ChildProcess(executable: ChildProcessTests.program, limit: 2)
        var dice = Dice(state: 1)
        for round in 0..<12 {
            let path = try scratch.write(damaged(whole, &dice), as: "damaged")
            do {
                try await children.run(
                    .package(
                        .init(formats: [.opus], isMeasured: true),
                        workers: 1,
                        folder: scratch.folder.path
                    ),
                    on: path,
                    limits: .package(seconds: 10),
                    patience: .init(whole: .seconds(60), silence: .seconds(60))
                ) { _ in }
            } catch ChildProcess.Failure.failed(let code, _) {
                #expect(MediaError.Reason(rawValue: code) != nil, "round \(round)")
            }
        }
    }

    /// Some bytes changed, most of them near the beginning, where headers are.
    private func damaged(_ whole: Data, _ dice: inout Dice) -> Data {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...30, using: &dice) {
            let reach = [64, 512, bytes.count].randomElement(using: &dice) ?? bytes.count
            let place = Int.random(in: 0..<min(reach, bytes.count), using: &dice)
            bytes[place] =
                [0, 255, 128, UInt8.random(in: 0...255, using: &dice)].randomElement(using: &dice) ?? 0
        }
        return bytes
    }
}
