import Essentials
import ObjectStore
import Testing

@testable import Uploads

@Suite struct StartUploadTests {
    @Test(
        arguments: [
            ("../song.wav", 10, nil, "filename"), ("/etc/passwd", 10, nil, "filename"),
            ("a\\b.wav", 10, nil, "filename"),
            ("..", 10, nil, "filename"), ("", 10, nil, "filename"), ("a\0.wav", 10, nil, "filename"),
            ("a\n.wav", 10, nil, "filename"), (String(repeating: "a", count: 256), 10, nil, "filename"),
            ("a.wav", 0, nil, "size"), ("a.wav", -1, nil, "size"), ("a.wav", Int.min, nil, "size"),
            ("a.wav", 10, 0, "part_size"), ("a.wav", 10, -1, "part_size"), ("a.wav", 10, 65_535, "part_size"),
            ("a.wav", 10, Int.max, "part_size"), ("a.wav", 4_000_000_000, 65_536, "part_size"),
        ] as [(String, Int, Int?, String)]
    )
    func `a plan that can't be is refused by its field`(
        name: String,
        size: Int,
        part: Int?,
        field: String
    ) async throws {
        try await Bench.run(quota: .max, largestFile: 5_000_000_000) { bench in
            let plan = UploadPlan(filename: name, size: size, partSize: part)
            await #expect {
                try await bench.uploads.start(plan, by: bench.owner)
            } throws: { error in
                guard case .invalid(let fields)? = error as? UploadError else { return false }
                return Array(fields.keys) == [field]
            }
            try await bench.expect(.nothing)
        }
    }

    @Test(arguments: [
        (1, 1, 8 << 20), (8 << 20, 1, 8 << 20), ((8 << 20) + 1, 2, 8 << 20), (20_000_000_000, 597, 32 << 20),
    ])
    func `parts are of 8 MiB, larger for very large files`(size: Int, count: Int, partSize: Int) {
        let plan = UploadPlan(filename: "a.wav", size: size)
        #expect(plan.chosenPartSize == partSize)
        #expect((size + plan.chosenPartSize - 1) / plan.chosenPartSize == count)
    }

    @Test func `the addresses cover the file exactly`() async throws {
        try await Bench.run { bench in
            for (size, sizes) in [
                (65_536, [65_536]), (65_537, [65_536, 1]), (200_000, [65_536, 65_536, 65_536, 3392]),
            ] {
                let plan = UploadPlan(filename: "a.wav", size: size, partSize: 65_536)
                let upload = try await bench.uploads.start(plan, by: bench.owner)
                let addresses = try await bench.uploads.addresses(of: upload)
                #expect(addresses.map(\.size) == sizes)
                #expect(addresses.map(\.partNumber) == Array(1...sizes.count))
                let rest = try await bench.uploads.addresses(of: upload, except: [1])
                #expect(rest.map(\.partNumber) == Array(2..<sizes.count + 1))
            }
        }
    }

    @Test func `a file larger than any may be is refused`() async throws {
        try await Bench.run(largestFile: 1000) { bench in
            await #expect(throws: UploadError.tooLarge(limit: 1000)) {
                try await bench.uploads.start(UploadPlan(filename: "a.wav", size: 1001), by: bench.owner)
            }
            try await bench.expect(.nothing)
        }
    }

    @Test func `room is reserved at the start, and given back at the end`() async throws {
        try await Bench.run(quota: 1000) { bench in
            let first = try await bench.uploads.start(
                UploadPlan(filename: "a.wav", size: 600),
                by: bench.owner
            )
            await #expect(throws: UploadError.overQuota(left: 400)) {
                try await bench.uploads.start(UploadPlan(filename: "b.wav", size: 401), by: bench.owner)
            }
            let second = try await bench.uploads.start(
                UploadPlan(filename: "b.wav", size: 400),
                by: bench.owner
            )
            _ = try await bench.uploads.start(UploadPlan(filename: "c.wav", size: 1000), by: UserID())
            try await bench.uploads.abandon(first.id, by: bench.owner)
            await #expect(throws: UploadError.notFound) {
                try await bench.uploads.abandon(first.id, by: bench.owner)
            }
            #expect(try await StorageUse.bytes(of: bench.owner, in: bench.database) == 400)
            try await bench.uploads.abandon(second.id, by: bench.owner)
            #expect(try await StorageUse.bytes(of: bench.owner, in: bench.database) == 0)
        }
    }

    @Test func `uploads that begin together can't take the same room`() async throws {
        try await Bench.run(quota: 1000) { bench in
            let (uploads, owner) = (bench.uploads, bench.owner)
            let begun = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let plan = UploadPlan(filename: "\(number).wav", size: 150)
                        return (try? await uploads.start(plan, by: owner)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(begun == 6)
            try await bench.expect(Remains(assets: 0, uploads: 6, bytes: 900, files: 0))
        }
    }
}
