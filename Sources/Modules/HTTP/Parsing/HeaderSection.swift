/// Header lines as they arrive (RFC 9112 §5), also those of a trailer.
enum HeaderSection {
    /// The fields of `lines`, each of which ends with CR LF.
    static func parse(_ lines: Span<UInt8>, _ limits: HeadLimits) throws(ParseFailure) -> Headers {
        var fields: [Headers.Field] = []
        fields.reserveCapacity(16)
        var start = 0
        while start < lines.count {
            let field = try field(lines, from: start)
            guard fields.count < limits.fields else {
                throw ParseFailure(.headersTooLarge, "there are too many header lines")
            }
            fields.append(field.trimmed)
            start = field.end
        }
        return Headers(wire: lines.array, fields: fields)
    }

    /// One line: a name, at once a colon, and a value without control characters.
    ///
    /// A line that starts with a space (obs-fold) has no name, and a space before the colon is none of a name's
    /// characters; both are refused.
    private static func field(
        _ lines: Span<UInt8>,
        from start: Int
    ) throws(ParseFailure) -> (trimmed: Headers.Field, end: Int) {
        var index = start
        while lines[index].isTokenCharacter { index += 1 }
        guard index > start, lines[index] == .colon else {
            throw ParseFailure(.badRequest, "a header line is broken")
        }
        let name = start..<index
        index += 1
        while lines[index] == .space || lines[index] == .tab { index += 1 }
        let valueStart = index
        var valueEnd = index
        while lines[index] != .carriageReturn {
            guard isValueCharacter(lines[index]) else {
                throw ParseFailure(.badRequest, "a header value has a control character")
            }
            index += 1
            if lines[index - 1] != .space && lines[index - 1] != .tab { valueEnd = index }
        }
        guard lines[index + 1] == .lineFeed else { throw ParseFailure(.badRequest, "a stray CR") }
        return (Headers.Field(name: name, value: valueStart..<valueEnd), index + 2)
    }

    /// `field-vchar`, space and tab of RFC 9110 §5.5.
    private static func isValueCharacter(_ byte: UInt8) -> Bool {
        byte >= .space && byte != 0x7F || byte == .tab
    }
}
