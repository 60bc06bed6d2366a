import Glibc

/// Feeds one of the parsers whatever libFuzzer thinks of; scripts/fuzz.sh builds and starts it.
///
/// The parser is named by `FUZZ_TARGET`, not by an argument: all arguments are libFuzzer's, whose `main` this is.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "answers": fuzzAnswers,
    "fields": fuzzFields,
    "forms": fuzzForms,
    "frames": fuzzFrames,
    "json": fuzzJSON,
    "markdown": fuzzMarkdown,
    "names": fuzzNames,
    "requests": fuzzRequests,
    "waveforms": fuzzWaveforms,
]

private let chosen = getenv("FUZZ_TARGET").flatMap { targets[String(cString: $0)] }

/// Called once before the first input; without a target, tells their names and ends.
@_cdecl("LLVMFuzzerInitialize")
func initialise(_: UnsafeMutableRawPointer, _: UnsafeMutableRawPointer) -> CInt {
    if chosen == nil {
        print(targets.keys.sorted().joined(separator: "\n"))
        exit(0)
    }
    return 0
}

/// Called with input after input.
@_cdecl("LLVMFuzzerTestOneInput")
func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen?(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}
