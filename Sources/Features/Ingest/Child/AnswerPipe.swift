internal import CSystem
internal import Glibc

/// A pipe whose ends are closed with it, once each.
final class AnswerPipe {
    let reader: Int32
    private(set) var writer: Int32
    private var isReaderOpen = true

    init() throws(Descriptor.Failure) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe2(&ends, O_CLOEXEC) == 0 else {
            throw Descriptor.Failure(operation: "pipe", code: errno)
        }
        reader = ends[0]
        writer = ends[1]
    }

    deinit {
        closeReader()
        closeWriter()
    }

    func closeReader() {
        if isReaderOpen { close(reader) }
        isReaderOpen = false
    }

    func closeWriter() {
        if writer >= 0 { close(writer) }
        writer = -1
    }

    /// Whether there is something to read, or the end, before `pause` is over.
    static func isReady(_ descriptor: Int32, within pause: Duration) -> Bool {
        let end = ContinuousClock.now + pause
        while true {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { return false }
            let milliseconds =
                left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = unsafe poll(&wanted, 1, Int32(clamping: milliseconds + 1))
            if count > 0 { return true }
        }
    }
}
