package import HTTP

/// The light in which a person reads; kept in a cookie, so that the first paint is right.
package enum Theme: String, CaseIterable, Sendable {
    /// What the system prefers.
    case auto
    /// Light.
    case paper
    /// Dark.
    case ink
    /// Black and white, light or dark as the system prefers.
    case contrast

    static let cookie = "stemma_theme"

    /// The theme that the request's cookie names.
    package init(_ request: Request) {
        self = request.cookies[Self.cookie].flatMap(Theme.init) ?? .auto
    }

    /// The value of `data-theme`, nil where the system decides.
    package var attribute: String? { self == .auto ? nil : rawValue }

    /// The media query under which high contrast holds.
    var contrastMedia: String {
        switch self {
        case .auto: "(prefers-contrast: more)"
        case .contrast: "all"
        case .paper, .ink: "not all"
        }
    }

    /// The media query under which a page is in `light`, paper or ink.
    func media(for light: Theme) -> String {
        switch self {
        case .auto, .contrast: "(prefers-color-scheme: \(light == .paper ? "light" : "dark"))"
        case .paper, .ink: self == light ? "all" : "not all"
        }
    }

    /// The one that a press on the button leads to.
    package var next: Theme {
        let all = Self.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[(index + 1) % all.count]
    }

    var name: String {
        switch self {
        case .auto: "as your system"
        case .paper: "paper"
        case .ink: "ink"
        case .contrast: "high contrast"
        }
    }
}
