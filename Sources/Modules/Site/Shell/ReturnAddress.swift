/// Where to go after a form, as the request names it.
package enum ReturnAddress {
    /// `text` where it is a path of this site, else `home`.
    ///
    /// Browsers read `//host`, and `/\host` too, as another site (URL Standard §4.4).
    package static func checked(_ text: String?, home: String = "/") -> String {
        guard let text, text.hasPrefix("/"), text.utf8.count <= 2048,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
            !text.hasPrefix("//")
        else { return home }
        return text
    }
}
