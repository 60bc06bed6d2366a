/// The text fields of a form that was sent.
package struct Form: Sendable {
    /// Names and values in the order they were sent.
    package let fields: [(name: String, value: String)]

    /// The form of these fields.
    package init(_ fields: [(name: String, value: String)]) {
        self.fields = fields
    }

    /// The form that a client sent; refused with 422 where a field holds a NUL.
    init(sent fields: [(name: String, value: String)]) throws(Refusal) {
        for (name, value) in fields {
            guard !name.utf8.contains(0) else {
                throw .badForm("has a field with the character U+0000 in its name")
            }
            guard !value.utf8.contains(0) else {
                throw .unprocessable("\(name) \(NUL.reason).", fields: [name: NUL.reason])
            }
        }
        self.init(fields)
    }

    /// The first value of that name, or nil.
    package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// All values of that name, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The value of that name, nil where it is missing or empty; refused with 422 where it is no `Value`.
    package func value<Value: PathValue>(
        _ name: String,
        as type: Value.Type = Value.self
    ) throws(Refusal) -> Value? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let value = Value(pathText: text) else {
            throw .unprocessable(fields: [name: "is not valid"])
        }
        return value
    }
}

/// A file that is being sent as part of a form.
package struct FormFile: Sendable {
    /// The name of the form's field.
    package let name: String

    /// The file's name as the client gave it: text to be shown, never a path.
    package let filename: String

    /// The media type that the client claims, in lower case.
    package let contentType: String

    /// The content; valid until the closure that got the file returns.
    package let body: RequestBody
}

extension Request {
    /// The fields of a form, sent as `application/x-www-form-urlencoded` or `multipart/form-data`.
    ///
    /// `limit` bounds the bytes of all text fields together, and with them the number of parts; beyond it the form is
    /// refused with 413. Each file is handed to `file` while it arrives, and has no bound but the closure's own; without
    /// a closure, a form that holds a file is refused with 422, and so is a field with a NUL.
    package func form(
        limit: Int = 1 << 16,
        file: (FormFile) async throws -> Void = { file in
            throw Refusal.unprocessable("No file is taken here.", fields: [file.name: "must not be a file"])
        }
    ) async throws -> Form {
        switch contentType {
        case "application/x-www-form-urlencoded":
            return try Form(sent: FormText.pairs(try await body.collect(upTo: limit)))
        case "multipart/form-data":
            return try await multipartForm(limit: limit, file: file)
        default:
            throw Refusal.unsupportedMediaType("Send this as a form.")
        }
    }
}

extension Request {
    /// What a part costs beside its texts, in bytes: without it a form could have any number of empty ones.
    private static let partCost = 64

    /// A reader of this request's parts.
    func multipartReader() throws(Refusal) -> MultipartReader {
        guard let value = headers["Content-Type"], let boundary = MultipartBoundary(contentType: value)
        else { throw .badForm("names no boundary") }
        return MultipartReader(body, boundary)
    }

    private func multipartForm(limit: Int, file: (FormFile) async throws -> Void) async throws -> Form {
        let reader = try multipartReader()
        var fields: [(name: String, value: String)] = []
        var room = limit
        while let part = try await reader.nextPart() {
            room -= part.name.utf8.count + Self.partCost
            if let filename = part.filename {
                room -= filename.utf8.count
                let body = RequestBody(PartSource(reader: reader), length: nil)
                let type = part.contentType ?? "application/octet-stream"
                try await file(
                    FormFile(name: part.name, filename: filename, contentType: type, body: body)
                )
            } else {
                let bytes = try await reader.text(limit: max(0, room))
                fields.append((part.name, String(decoding: bytes, as: UTF8.self)))
                room -= bytes.count
            }
            guard room >= 0 else { throw Refusal.contentTooLong(limit) }
        }
        return try Form(sent: fields)
    }
}

/// The content of the part at which a reader stands.
private struct PartSource: RequestBody.Source {
    let reader: MultipartReader

    func next() async throws -> [UInt8]? { try await reader.nextChunk() }
}
