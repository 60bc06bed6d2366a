package import Essentials

/// When a track comes out, and in which zone that was planned.
package struct Release: Hashable, Sendable {
    package var time: Instant

    /// As the tz database names it, as in `Europe/Berlin`; nil where only the instant is known.
    package var zone: String?

    /// A release at `time`.
    package init(at time: Instant, zone: String? = nil) {
        self.time = time
        self.zone = zone
    }

    /// Whether `text` may be the name of a time zone.
    static func isZoneName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default:
                    [UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-")]
                        .contains(byte)
                }
            }
    }
}
