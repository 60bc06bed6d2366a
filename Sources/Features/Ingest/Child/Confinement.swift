internal import CSystem
internal import Glibc

/// What a media child found that it can reach; all false on a kernel that keeps its promises.
package struct Confinement: Codable, Equatable, Sendable {
    /// It could open a socket.
    package let opensSockets: Bool

    /// It could become another program.
    package let startsPrograms: Bool

    /// It holds an open file beside its input, output and errors.
    package let holdsFiles: Bool

    /// It could write a file longer than it may.
    package let writesLongFiles: Bool

    /// Everything that a child is kept from.
    package static let complete = Confinement(
        opensSockets: false,
        startsPrograms: false,
        holdsFiles: false,
        writesLongFiles: false
    )

    /// Tries each in turn.
    static func tried() -> Confinement {
        Confinement(
            opensSockets: isOpen(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)),
            startsPrograms: canStartPrograms(),
            holdsFiles: (3..<1024).contains { fcntl($0, F_GETFD) >= 0 && !isRuntime($0) },
            writesLongFiles: canWriteLongFiles()
        )
    }

    private static func isOpen(_ descriptor: Int32) -> Bool {
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    /// Asks for a program that does not exist: only a kernel that would have looked for it says so.
    private static func canStartPrograms() -> Bool {
        var nothing: [UnsafeMutablePointer<CChar>?] = unsafe [nil]
        unsafe execve("/nonexistent", &nothing, &nothing)
        return errno != EPERM
    }

    /// The event descriptors that the language's runtime opens for itself.
    private static func isRuntime(_ descriptor: Int32) -> Bool {
        var target = [CChar](repeating: 0, count: 64)
        let length = unsafe readlink("/proc/self/fd/\(descriptor)", &target, target.count)
        let name = target.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
        return name.starts(with: "anon_inode:".utf8)
    }

    private static func canWriteLongFiles() -> Bool {
        signal(SIGXFSZ, SIG_IGN)
        var name = Array("/tmp/stemma-trial-XXXXXX".utf8CString)
        let file = unsafe mkstemp(&name)
        guard file >= 0 else { return false }
        unsafe unlink(name)
        defer { close(file) }
        return unsafe pwrite(file, "x", 1, 1 << 40) == 1
    }
}
