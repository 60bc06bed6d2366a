@testable import HTTP

/// A content type in the first line, a body after it, read as a form: the same however it is cut, without U+0000, and
/// the same fields once they are sent again.
@Sendable func fuzzForms(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
    let type = String(decoding: lines[0], as: UTF8.self)
    let body = lines.count > 1 ? Array(lines[1]) : []
    let readings = Cuts.all(of: body).map { FormReading(of: $0, type: type) }
    for reading in readings.dropFirst() { expectSame(reading, readings[0], "cuts change what is read") }
    guard case .read(let parts) = readings[0] else { return }
    expect(parts.count <= FormReading.limit, "\(parts.count) parts")
    for part in parts where part.filename == nil {
        expect(!part.name.utf8.contains(0) && !part.content.contains(0), "U+0000 in a field")
    }
    if type.lowercased().hasPrefix("multipart/") {
        let again = MultipartText(parts)
        expectSame(
            FormReading(again.bytes, again.type),
            .read(parts),
            "read otherwise when sent again"
        )
    } else {
        let again = parts.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.text))" }
        let bytes = Array(again.joined(separator: "&").utf8)
        expectSame(FormReading(bytes, type), .read(parts), "read otherwise when sent again")
    }
}

/// What a request's form gives.
enum FormReading: Equatable {
    case read([FormPart])
    case refused

    /// Bytes of text.
    static let limit = 300

    /// What was read once is read again, though escapes and U+FFFD take more room.
    init(_ bytes: [UInt8], _ type: String) {
        self.init(of: [bytes], type: type, limit: 10 * Self.limit)
    }

    init(of pieces: [[UInt8]], type: String, limit: Int = Self.limit) {
        self = Here.run {
            let pieces = Pieces(pieces)
            var headers = Headers()
            headers.append("Content-Type", type)
            let request = Request(.post, "/", headers: headers, body: RequestBody(pieces, length: nil))
            let files = Received()
            do {
                let form = try await request.form(limit: limit) { file in
                    var bytes: [UInt8] = []
                    for try await chunk in file.body { bytes += chunk }
                    await files.add(FormPart(name: file.name, filename: file.filename, content: bytes))
                }
                let fields = form.fields.map {
                    FormPart(name: $0.name, filename: nil, content: Array($0.value.utf8))
                }
                return await .read(fields + files.parts)
            } catch {
                expect(error is Refusal, "\(error)")
                return .refused
            }
        }
    }
}

/// A field, or a file where it has a file's name.
struct FormPart: Equatable {
    let name: String
    let filename: String?
    let content: [UInt8]

    var text: String { String(decoding: content, as: UTF8.self) }
}

/// A body that arrives in pieces.
private actor Pieces: RequestBody.Source {
    private var pieces: ArraySlice<[UInt8]>

    init(_ pieces: [[UInt8]]) {
        self.pieces = pieces[...]
    }

    func next() -> [UInt8]? { pieces.popFirst() }
}

private actor Received {
    private(set) var parts: [FormPart] = []

    func add(_ part: FormPart) {
        parts.append(part)
    }
}
