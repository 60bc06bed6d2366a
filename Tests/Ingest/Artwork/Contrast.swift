@testable import Ingest

extension SRGB {
    /// WCAG 2.2 contrast ratio, 1…21; AA wants 4.5 for text and 3 for pictures.
    func contrast(with other: SRGB) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// WCAG 2.2 relative luminance, 0 for black and 1 for white.
    private var luminance: Double {
        (linear * SIMD3(0.2126, 0.7152, 0.0722)).sum()
    }
}
