internal import Glibc
internal import Ingest

/// `stemma media-child`: the limited process in which files of strangers are opened; the server starts it itself.
enum MediaChildCommand {
    static func run(_ arguments: Arguments) async {
        exit(await MediaChild.main(arguments.words))
    }
}
