internal import Dispatch
internal import Glibc

/// Waits for SIGTERM or SIGINT, by which a supervisor or a person at the keyboard asks the program to stop.
enum StopSignals {
    /// Returns at the first signal; a second one then ends the process at once.
    static func wait() async {
        let (signals, arrived) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                arrived.yield()
            }
            source.resume()
            return source
        }
        for await _ in signals { break }
        for source in sources { source.cancel() }
    }
}
