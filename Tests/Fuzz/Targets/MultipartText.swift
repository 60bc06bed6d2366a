/// Parts as a browser writes them (RFC 7578, with the escapes of HTML's multipart form data).
struct MultipartText {
    let bytes: [UInt8]
    let type: String

    init(_ parts: [FormPart]) {
        let boundary = MultipartText.boundary(absentFrom: parts)
        type = "multipart/form-data; boundary=\(boundary)"
        var bytes: [UInt8] = []
        for part in parts {
            bytes += "--\(boundary)\r\nContent-Disposition: form-data; name=\"".utf8
            bytes += MultipartText.escaped(part.name)
            if let filename = part.filename {
                bytes += "\"; filename=\"".utf8
                bytes += MultipartText.escaped(filename)
            }
            bytes += "\"\r\n\r\n".utf8
            bytes += part.content
            bytes += "\r\n".utf8
        }
        self.bytes = bytes + "--\(boundary)--\r\n".utf8
    }

    private static func boundary(absentFrom parts: [FormPart]) -> String {
        var number = 0
        while parts.contains(where: {
            String(decoding: $0.content, as: Unicode.ASCII.self).contains("--x\(number)")
        }) {
            number += 1
        }
        return "x\(number)"
    }

    private static func escaped(_ text: String) -> [UInt8] {
        text.utf8.flatMap { byte in
            switch byte {
            case 0x22: Array("%22".utf8)
            case 0x0D: Array("%0D".utf8)
            case 0x0A: Array("%0A".utf8)
            default: [byte]
            }
        }
    }
}
