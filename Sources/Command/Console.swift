internal import Glibc

/// Writes `sentence` to standard output at once, whoever reads it.
func say(_ sentence: String) {
    write(sentence, to: STDOUT_FILENO)
}

/// Writes `sentence` to standard error.
func complain(_ sentence: String) {
    write(sentence, to: STDERR_FILENO)
}

private func write(_ sentence: String, to descriptor: Int32) {
    var rest = Array((sentence + "\n").utf8)[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}
