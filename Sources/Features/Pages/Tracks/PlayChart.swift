internal import Essentials
internal import HTML
internal import Insights
internal import Site

/// How often a track was played on each of the last days, for its people.
struct PlayChart {
    var stats: TrackStats

    var markup: Markup {
        fragment {
            p(.class("serif")) { sentence }
            if stats.plays > 0 { chart }
            p(.class("meta")) {
                "Counted once in half an hour for each listener. Listeners are counted day by day; who came on two "
                    + "days counts on both."
            }
        }
    }

    private var sentence: String {
        guard stats.plays > 0 else { return "Nobody has played it in the last \(stats.days.count) days." }
        return "Played \(Wording.times(stats.plays)) in the last \(stats.days.count) days, "
            + "\(Wording.times(stats.completions)) to the end."
    }

    /// Bars on a common ground, the last day at the right.
    private var chart: Markup {
        let most = max(1, stats.days.map(\.plays).max() ?? 1)
        let (width, height) = (stats.days.count * 12, 80)
        return svg(
            .class("play-chart"),
            Attribute("viewBox", "0 0 \(width) \(height)"),
            Attribute("preserveAspectRatio", "none"),
            .role("img"),
            .aria("label", sentence)
        ) {
            for (index, day) in stats.days.enumerated() where day.plays > 0 {
                let bar = max(2, day.plays * (height - 2) / most)
                path(Attribute("d", "M\(index * 12) \(height)v-\(bar)h9v\(bar)z"))
            }
        }
    }
}
