import Foundation
import Glibc
import Recordings
import Testing

@testable import Ingest

@Suite struct ScratchLeaseTests {
    private let scratch: Scratch
    private var parent: String { scratch.path("work") }

    init() throws {
        scratch = try Scratch()
    }

    private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// The folder of a maker that ends without removing it.
    private func abandoned() throws -> String {
        try ScratchLease(in: parent).folder.path
    }

    @Test func `what the dead left is removed at once, and nothing of the living`() throws {
        let living = try ScratchLease(in: parent)
        try living.folder.write([1, 2, 3], as: "file")
        let dead = try abandoned()
        #expect(isThere(dead))
        let next = try ScratchLease(in: parent)
        #expect(!isThere(dead))
        #expect(try living.folder.read("file") == [1, 2, 3])
        for lease in [living, next] {
            lease.end()
            #expect(!isThere(lease.folder.path))
        }
    }

    @Test func `while a folder is being made, nobody takes it for abandoned`() throws {
        let dead = try abandoned()
        let gate = try ScratchLease.lock(parent, LOCK_SH)
        ScratchLease.removeAbandoned(in: parent)
        #expect(isThere(dead))
        close(gate)
        ScratchLease.removeAbandoned(in: parent)
        #expect(!isThere(dead))
    }

    @Test func `what else lies there stays`() throws {
        let other = "\(parent)/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        ScratchLease.removeAbandoned(in: parent)
        #expect(isThere(other))
    }
}
