internal import Glibc
internal import Media

/// The program that runs as `stemma media-child ORDER`: it alone touches media that came from outside.
///
/// It is started by `ChildProcess` with an empty environment and no open files but its answer, puts itself under
/// limits before it opens the file, and speaks `ChildMessage`s on its standard output.
package enum MediaChild {
    /// The name of the command.
    static let command = "media-child"

    /// Does what the one argument asks for and returns the exit status: 0, or 1 after a `failed` message.
    package static func main(_ arguments: [String]) async -> Int32 {
        guard let argument = arguments.first, let order = ChildOrder(argument: argument) else {
            return EX_USAGE
        }
        let answer = Answer()
        do {
            try order.limits.apply(parent: order.parent)
            try await perform(order, answer)
            return 0
        } catch let error as MediaError {
            try? answer.say(.failed(code: error.reason.rawValue, detail: error.detail))
        } catch let failure as Descriptor.Failure where failure.code == ENOSPC {
            try? answer.say(.failed(code: IngestProblem.outOfSpace.rawValue, detail: failure.operation))
        } catch {
            try? answer.say(.failed(code: "child_failed", detail: String(describing: error)))
        }
        return 1
    }

    private static func perform(_ order: ChildOrder, _ answer: Answer) async throws {
        switch order.task {
        case .probe:
            try answer.say(.began(Probe.file(order.path)))
        case .package(let package, let workers, let folder):
            let sink = FolderSink(ScratchFolder(folder), answer)
            try await Packager(package, workers: workers).run(order.path, into: sink)
        case .picture(let folder):
            let bytes = try ScratchFolder.read(order.path, atMost: 32 << 20)
            try FolderSink(ScratchFolder(folder), answer).coverFound(Cover(bytes))
        case .trial:
            try answer.say(.confined(Confinement.tried()))
        }
    }
}
