/// Bound values in PostgreSQL's binary format, laid out as libpq takes them.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []

    init(_ values: [Datum]) {
        for value in values { append(value) }
    }

    /// The type that every value is sent with; text as `text`, so that it compares with any text column.
    static func typeID(_ type: DatumType) -> UInt32 {
        switch type {
        case .integer: 20
        case .real: 701
        case .text: 25
        case .blob: 17
        }
    }

    /// Calls `body` with the number of values, their places (nil for NULL), lengths and formats.
    func withPointers<Result>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        let formats = [Int32](repeating: 1, count: lengths.count)
        return (bytes + [0]).withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let places = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return body(Int32(lengths.count), places, lengths, formats)
        }
    }

    private mutating func append(_ value: Datum) {
        let start = bytes.count
        switch value {
        case .null: break
        case .integer(let number): append(bigEndian: UInt64(bitPattern: number))
        case .real(let number): append(bigEndian: number.bitPattern)
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .blob(let blob): bytes.append(contentsOf: blob)
        }
        offsets.append(value.isNull ? nil : start)
        lengths.append(Int32(bytes.count - start))
    }

    private mutating func append(bigEndian number: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
    }
}
