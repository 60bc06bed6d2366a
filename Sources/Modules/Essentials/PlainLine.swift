extension StringProtocol {
    /// Whether it is one line of text that leaves alone what stands beside it: without control characters and ends
    /// of lines, and without the marks that turn the direction of what follows (UAX #9 §§2.1, 2.2, 2.4).
    package var isPlainLine: Bool { unicodeScalars.allSatisfy(\.isPlain) }

    /// The text without what keeps it from being a plain line.
    package var plainLine: String {
        String(String.UnicodeScalarView(unicodeScalars.filter(\.isPlain)))
    }

    /// Whether anything of it can be seen.
    package var isVisible: Bool {
        unicodeScalars.contains { scalar in
            !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
                && scalar.isPlain
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isPlain: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        case .format: !(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value)
        default: true
        }
    }
}
