package import Foundation

/// Runs a program and waits for it; FFmpeg's own tools make fixtures and are the reference.
package enum Tool {
    package struct Failure: Error { package let text: String }

    /// What `ffmpeg` wrote to its standard output; throws what it complained of where it failed.
    @discardableResult
    package static func ffmpeg(_ arguments: [String]) throws -> Data {
        try run("ffmpeg", ["-nostdin", "-v", "error", "-y"] + arguments).output
    }

    /// Standard output and error of `name`, found in the PATH; throws where it ends with another status than 0.
    package static func run(_ name: String, _ arguments: [String]) throws -> (output: Data, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let folder = try Scratch()
        let errors = folder.path("errors")
        try Data().write(to: URL(filePath: errors))
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        guard process.terminationStatus == 0 else { throw Failure(text: "\(name) \(arguments): \(text)") }
        return (data, text)
    }
}
