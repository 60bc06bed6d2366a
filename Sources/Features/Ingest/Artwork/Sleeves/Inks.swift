/// Three inks, as a small press would mix them: the field, a dark ink of its hue, and a second colour.
///
/// The field's hue is also printed thin (`pale`) and thick (`mid`).
struct Inks: Hashable, Sendable {
    /// How strongly the field is printed.
    enum Tone: String, CaseIterable, Sendable {
        case vivid, pale, deep
    }

    let field: Paint
    let ink: Paint
    let second: Paint
    let pale: Paint
    let mid: Paint

    /// Inks of two hues, in degrees.
    init(hue: Double, second secondHue: Double, tone: Tone) {
        field = Paint(Inks.field(hue: hue, tone: tone))
        second = Paint(OKLCH(0.74, 0.16, secondHue))
        let isDeep = tone == .deep
        ink = Paint(isDeep ? OKLCH(0.93, 0.04, hue) : OKLCH(0.2, 0.04, hue))
        pale = Paint(isDeep ? OKLCH(0.44, 0.12, hue) : OKLCH(0.95, 0.03, hue))
        mid = Paint(isDeep ? OKLCH(0.6, 0.16, hue) : OKLCH(0.52, 0.18, hue))
    }

    /// The colour of the sheet; yellows are yellow only when they are light.
    static func field(hue: Double, tone: Tone) -> OKLCH {
        switch tone {
        case .vivid: OKLCH((70...130).contains(hue) ? 0.86 : 0.68, 0.17, hue)
        case .pale: OKLCH(0.9, 0.05, hue)
        case .deep: OKLCH(0.33, 0.11, hue)
        }
    }
}
