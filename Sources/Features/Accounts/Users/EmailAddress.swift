internal import Essentials

/// Addresses of mail, as far as they can be judged without sending any.
package enum EmailAddress {
    /// Bytes of the longest address there can be (RFC 5321 §4.5.3.1.3).
    static let longest = 254

    /// `text` as addresses are compared: without spaces around it, in lower case.
    package static func folded(_ text: String) -> String {
        text.trimmed.lowercased()
    }

    /// What ``problem(with:)`` finds nothing wrong with, but for its length, as a regular expression (ECMA-262).
    static let pattern: String = {
        let marks = #"\x00-\x20\x7f<>(),;:"\[\]\\@"#
        let label = "[^\(marks).-]([^\(marks).]*[^\(marks).-])?"
        return #"^\s*[^\#(marks)]+@\#(label)(\.\#(label))*\s*$"#
    }()

    /// What is wrong with the trimmed `address`, or nil.
    static func problem(with address: String) -> String? {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = address.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !"<>(),;:\"[]\\".unicodeScalars.contains($0)
        }
        let isWhole = parts.count == 2 && !parts[0].isEmpty && isDomain(parts.last ?? "")
        return address.utf8.count <= longest && isPlain && isWhole
            ? nil : "must be an address like name@example.org"
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
    }
}
