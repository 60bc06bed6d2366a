internal import CSystem
internal import Glibc

/// What a media child may use up.
///
/// Its memory, time, files and reach are limited by the kernel, so that a decoder that a file has taken over can
/// neither exhaust the machine nor talk to anybody. It still runs as the same user and could read files that this
/// user can read, but has no way out for what it reads but the answer that its parent checks.
struct ChildLimits: Codable, Equatable, Sendable {
    /// Bytes of private memory (RLIMIT_DATA).
    var memory: Int

    /// Seconds of processor time, all threads together (RLIMIT_CPU).
    var processorSeconds: Int

    /// Bytes of one written file (RLIMIT_FSIZE).
    var fileSize: Int

    /// Open files (RLIMIT_NOFILE).
    var openFiles: Int

    /// How far it stands back behind others, 0…19 (nice).
    var niceness: Int32 = 0

    init(memory: Int, processorSeconds: Int, fileSize: Int, openFiles: Int) {
        self.memory = memory
        self.processorSeconds = processorSeconds
        self.fileSize = fileSize
        self.openFiles = openFiles
    }

    /// For a look at a file.
    static let probe = ChildLimits(
        memory: 256 << 20,
        processorSeconds: 10,
        fileSize: 0,
        openFiles: 64
    )

    /// For a picture of at most `CoverArt.mostPixels`.
    static let picture = ChildLimits(
        memory: 640 << 20,
        processorSeconds: 30,
        fileSize: 16 << 20,
        openFiles: 64
    )

    /// For the pass over a recording of `seconds`: on the slowest machines half a second of work per second of music.
    static func package(seconds: Int) -> ChildLimits {
        ChildLimits(
            memory: 640 << 20,
            processorSeconds: 120 + seconds,
            // A file of 320 kb/s, and room.
            fileSize: max(256 << 20, seconds * 48_000),
            openFiles: 64
        )
    }

    struct Refused: Error {
        let what: String
        let code: Int32
    }

    /// Puts this process under the limits for good, and makes it die with `parent`.
    ///
    /// Throws where the kernel refuses, in which case nothing may be decoded.
    func apply(parent: Int32) throws(Refused) {
        try Self.check(stemma_die_with_parent(), "die with parent")
        guard getppid() == parent else { throw Refused(what: "the parent is gone", code: 0) }
        try limit(RLIMIT_CORE, to: 0)
        try limit(RLIMIT_DATA, to: memory)
        try limit(RLIMIT_CPU, to: processorSeconds)
        try limit(RLIMIT_FSIZE, to: fileSize)
        try limit(RLIMIT_NOFILE, to: openFiles)
        _ = nice(niceness)
        try Self.check(stemma_forbid_outside(), "forbid the outside")
    }

    private func limit(_ resource: __rlimit_resource, to value: Int) throws(Refused) {
        var limit = rlimit(rlim_cur: UInt(value), rlim_max: UInt(value))
        try Self.check(
            unsafe setrlimit(__rlimit_resource_t(resource.rawValue), &limit),
            "limit \(resource.rawValue)"
        )
    }

    private static func check(_ result: Int32, _ what: String) throws(Refused) {
        guard result == 0 else { throw Refused(what: what, code: errno) }
    }
}
