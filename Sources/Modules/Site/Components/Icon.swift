package import HTML

/// The drawn set: one stroke of 1.5 px on a grid of 24, kept in `Web/icons/icons.svg`.
package enum Icon: String, CaseIterable, Sendable {
    case play
    case pause
    case previous
    case next
    case upload
    case download
    case theme
    case share
    case link
    case plus
    case check
    case close
    case alert
    case clock
    case stemma
    case volume
    case muted
    case more
    case retry
    case lock
    case keys
    case people
    case queue
    case `repeat`
    case repeatOne = "repeat-one"
    case shuffle
    case grip
    case sound
    case up
    case down
    case spectrum
}

/// The icon, for eyes only: what it stands beside says the same in words.
package func icon(_ icon: Icon) -> Markup {
    svg(.class("icon i-\(icon.rawValue)"), .aria("hidden", "true"), Attribute("focusable", "false")) {
        use(.href("#i-\(icon.rawValue)"))
    }
}
