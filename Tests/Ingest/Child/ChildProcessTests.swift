import Foundation
import Media
import Recordings
import Testing

@testable import Ingest

@Suite struct ChildProcessTests {
    let scratch: Scratch
    let music: Music
    let children = ChildProcess(executable: Self.program, limit: 4)
    let patience = ChildProcess.Patience(whole: .seconds(60), silence: .seconds(60))

    init() throws {
        scratch = try Scratch()
        music = try Music()
    }

    /// The program beside the one that runs the tests.
    static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "stemma").path

    @Test func `a probe answers with what the file is`() async throws {
        let path = try music.cut(.flac, seconds: 2, into: scratch)
        let heard = try await run(.probe, path, .probe)
        #expect(heard == [.began(try Probe.file(path))])
    }

    @Test(arguments: [("words", "media_not_audio"), ("", "media_empty")])
    func `what is refused is refused with its reason`(text: String, code: String) async throws {
        let path = try scratch.write(text.utf8, as: "song.wav")
        #expect(await failure(.probe, path, .probe).map(Self.code) == code)
        #expect(await failure(.probe, scratch.path("absent"), .probe).map(Self.code) == "media_unreadable")
    }

    @Test func `a package leaves its files and tells of them in order`() async throws {
        let path = try music.cut(.wav, seconds: 8, into: scratch)
        let heard = try await run(package(), path, .package(seconds: 8))
        guard case .began = heard.first else {
            Issue.record("does not begin with the source")
            return
        }
        let segments = heard.compactMap { message -> Int? in
            guard case .segmentMade(.opus, let index, _, let bytes) = message else { return nil }
            #expect((try? Data(contentsOf: scratch.folder.appending(path: "opus.\(index)")).count) == bytes)
            return index
        }
        #expect(segments == [0, 1])
        for name in [ChildFile.waveform, ChildFile.rms, ChildFile.waveformPicture, "opus.init"] {
            #expect(FileManager.default.fileExists(atPath: scratch.path(name)))
        }
        let measured = heard.contains {
            if case .measured(let sound) = $0 { sound.frames == 8 * 44100 } else { false }
        }
        #expect(measured)
    }

    @Test func `a child reaches no network, no program and no file of its parent`() async throws {
        let path = try music.cut(.wav, seconds: 1, into: scratch)
        let open = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? open.close() }
        #expect(try await run(.trial, path, .probe) == [.confined(.complete)])
    }

    @Test func `memory ends where the limit is`() async throws {
        let path = try music.cut(.wav, seconds: 20, into: scratch)
        var limits = ChildLimits.package(seconds: 20)
        limits.memory = 24 << 20
        #expect(await failure(package(), path, limits) != nil)
        #expect(await failure(package(), path, .package(seconds: 20)) == nil)
    }

    @Test func `processor time ends where the limit is`() async throws {
        let path = try hour()
        var limits = ChildLimits.package(seconds: 3600)
        limits.processorSeconds = 1
        let found = await failure(package(), path, limits)
        #expect(found == .killed(signal: SIGXCPU) || found == .killed(signal: SIGKILL))
    }

    @Test func `files end where the limit is`() async throws {
        let path = try music.cut(.wav, seconds: 10, into: scratch)
        var limits = ChildLimits.package(seconds: 10)
        limits.fileSize = 10_000
        #expect(await failure(package(), path, limits) != nil)
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).filter {
            $0.hasPrefix("opus")
        }
        for file in files {
            let size = try FileManager.default.attributesOfItem(atPath: scratch.path(file))[.size] as? Int
            #expect(try #require(size) <= 10_000)
        }
    }

    @Test func `a child that takes too long or says nothing is killed`() async throws {
        let path = try hour()
        let hasty = ChildProcess.Patience(whole: .milliseconds(400), silence: .seconds(60))
        #expect(await failure(package(), path, .package(seconds: 3600), hasty) == .timedOut)
        let nervous = ChildProcess.Patience(whole: .seconds(60), silence: .milliseconds(1))
        #expect(await failure(package(), path, .package(seconds: 3600), nervous) == .timedOut)
    }

    @Test func `a listener that fails ends the child`() async throws {
        struct Full: Error {}
        let path = try hour()
        await #expect(throws: Full.self) {
            try await children.run(package(), on: path, limits: .package(seconds: 3600), patience: patience) {
                message in
                if case .advanced = message { throw Full() }
            }
        }
        #expect(!isFinished)
    }

    @Test func `a task that is cancelled ends the child`() async throws {
        let path = try hour()
        let task = Task { try await run(package(), path, .package(seconds: 3600)) }
        try await Task.sleep(for: .milliseconds(500))
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(!isFinished)
    }

    @Test func `a child dies with the thread that started it, and works for nobody else`() async throws {
        let path = try hour()
        let order = ChildOrder(package(), path: path, limits: .package(seconds: 3600), parent: getpid())
        let argument = try order.argument
        let pipe = try AnswerPipe()
        let child = await withCheckedContinuation { continuation in
            let (reader, writer) = (pipe.reader, pipe.writer)
            Thread {
                let child = try? Spawn.start(Self.program, [MediaChild.command, argument], output: writer)
                // Once it speaks, it has bound itself to this thread.
                _ = AnswerPipe.isReady(reader, within: .seconds(30))
                continuation.resume(returning: child)
            }.start()
        }
        var status: Int32 = 0
        #expect(waitpid(try #require(child), &status, 0) == child)
        #expect(status & 0x7F == SIGKILL)

        let stranger = ChildOrder(.probe, path: path, limits: .probe, parent: 1)
        let other = try Spawn.start(
            Self.program,
            [MediaChild.command, stranger.argument],
            output: pipe.writer
        )
        #expect(waitpid(other, &status, 0) == other)
        #expect((status >> 8) & 0xFF == 1)
    }

    @Test func `a program that is not there is no child`() async throws {
        let none = ChildProcess(executable: "/nonexistent/stemma", limit: 1)
        await #expect(throws: ChildProcess.Failure.notStarted(code: ENOENT)) {
            try await none.run(.probe, on: "/dev/null", limits: .probe, patience: patience) { _ in }
        }
    }

    /// An hour of a tone: work for half a minute.
    private func hour() throws -> String {
        let path = scratch.path("hour.flac")
        let tone = ["-f", "lavfi", "-i", "sine=frequency=300:sample_rate=8000"]
        try Tool.ffmpeg(tone + ["-t", "3600", "-c:a", "flac", "-compression_level", "0", path])
        return path
    }

    /// Whether a child came to the end of its work.
    private var isFinished: Bool { FileManager.default.fileExists(atPath: scratch.path(ChildFile.waveform)) }

    private func package() -> ChildOrder.Task {
        .package(.init(formats: [.opus], isMeasured: true), workers: 2, folder: scratch.folder.path)
    }

    private func run(
        _ task: ChildOrder.Task,
        _ path: String,
        _ limits: ChildLimits,
        _ patience: ChildProcess.Patience? = nil
    ) async throws -> [ChildMessage] {
        var heard: [ChildMessage] = []
        try await children.run(task, on: path, limits: limits, patience: patience ?? self.patience) {
            message in
            heard.append(message)
        }
        return heard
    }

    private func failure(
        _ task: ChildOrder.Task,
        _ path: String,
        _ limits: ChildLimits,
        _ patience: ChildProcess.Patience? = nil
    ) async -> ChildProcess.Failure? {
        do {
            _ = try await run(task, path, limits, patience)
            return nil
        } catch {
            return error as? ChildProcess.Failure
        }
    }

    private static func code(_ failure: ChildProcess.Failure) -> String {
        if case .failed(let code, _) = failure { code } else { String(describing: failure) }
    }
}

@Suite struct ChildMessageTests {
    private static func measured(frames: Int, sampleRate: Int) -> MeasuredSound {
        MeasuredSound(
            outline: .init(sampleRate: 44_100, samplesPerPixel: 256, length: 3),
            loudness: nil,
            loudnessRange: nil,
            truePeak: nil,
            fingerprint: nil,
            frames: frames,
            sampleRate: sampleRate,
            levels: []
        )
    }

    private func line(_ message: ChildMessage) throws -> [UInt8] { Array(try JSONEncoder().encode(message)) }

    @Test func `a message is understood`() throws {
        let message = ChildMessage.measured(Self.measured(frames: 96_000, sampleRate: 192_000))
        #expect(try ChildMessage(line: line(message)) == message)
    }

    @Test(arguments: [
        ChildMessage.measured(measured(frames: .max, sampleRate: 44_100)),
        .measured(measured(frames: 1, sampleRate: 0)),
        .segmentMade(format: .opus, index: 0, frames: -1, bytes: 1),
        .segmentMade(format: .opus, index: 0, frames: 1, bytes: .max),
        .fileMade(format: .mp3At320, frames: 1 << 50, bytes: 1),
        .waveformGrew(.init(sampleRate: 44_100, samplesPerPixel: 0, length: 1)),
    ])
    func `numbers that can be true of no recording are no message`(message: ChildMessage) throws {
        #expect(throws: ChildMessage.Nonsense.self) { try ChildMessage(line: line(message)) }
    }
}

@Suite struct LineReaderTests {
    @Test func `lines come whole, however the bytes are cut`() throws {
        let text = Array("one\ntwo\n\nthree\nrest".utf8)
        for size in 1...text.count {
            var reader = LineReader()
            var lines: [[UInt8]] = []
            for start in stride(from: 0, to: text.count, by: size) {
                lines += try reader.append(Array(text[start..<min(start + size, text.count)]))
            }
            #expect(lines.map { String(decoding: $0, as: UTF8.self) } == ["one", "two", "", "three"])
        }
    }

    @Test func `a line without an end is refused`() {
        var reader = LineReader()
        #expect(throws: LineReader.TooLong.self) {
            for _ in 0..<100 { _ = try reader.append(Array(repeating: 65, count: 1 << 16)) }
        }
    }
}
