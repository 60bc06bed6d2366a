internal import Essentials
internal import Glibc

/// Takes what is to be noted; called from any thread, must not block for long.
package typealias LogSink = @Sendable (LogRecord) -> Void

/// One line of the log: a level, what happened, and facts about it.
package struct LogRecord: Sendable {
    /// How much attention it asks for.
    package enum Level: String, Sendable {
        case info
        case warning
        case error
    }

    /// A fact's value.
    package enum Value: Sendable {
        case text(String)
        case number(Double)
        case integer(Int)
        case flag(Bool)
    }

    package var level: Level

    /// What happened, the same words each time.
    package var event: String

    /// What was special this time, in order.
    package var facts: [(name: String, value: Value)]

    /// A record of `event`.
    package init(_ level: Level, _ event: String, _ facts: [(name: String, value: Value)] = []) {
        self.level = level
        self.event = event
        self.facts = facts
    }

    /// The record as one line of JSON with the time now, without the line's end.
    package var json: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes records to standard error, a line each.
    package static let toStandardError: LogSink = { record in
        let line = record.bytes + [.lineFeed]
        _ = write(STDERR_FILENO, line, line.count)
    }

    private var bytes: [UInt8] {
        let writer = JSONWriter()
        let depth = writer.begin("{", "}")
        let fixed: [(String, Value)] = [
            ("time", .text(Instant.now.description)), ("level", .text(level.rawValue)),
            ("event", .text(event)),
        ]
        for (name, value) in fixed + facts {
            writer.separate(at: depth)
            writer.name(name, asSnakeCase: false)
            value.write(to: writer)
        }
        writer.close(to: 0)
        return writer.bytes
    }
}

extension LogRecord.Value {
    fileprivate func write(to writer: JSONWriter) {
        switch self {
        case .text(let text): writer.string(text)
        case .number(let number): if !writer.number(number) { writer.raw("null") }
        case .integer(let integer): writer.integer(integer)
        case .flag(let flag): writer.raw(flag ? "true" : "false")
        }
    }
}
