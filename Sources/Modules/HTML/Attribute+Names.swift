extension Attribute {
    package static func id(_ value: String?) -> Attribute { Attribute("id", value) }
    package static func `class`(_ value: String?) -> Attribute { Attribute("class", value) }
    package static func title(_ value: String?) -> Attribute { Attribute("title", value) }
    package static func lang(_ value: String?) -> Attribute { Attribute("lang", value) }
    package static func role(_ value: String?) -> Attribute { Attribute("role", value) }
    package static func hidden(_ isHidden: Bool = true) -> Attribute {
        Attribute("hidden", isPresent: isHidden)
    }
    package static func tabindex(_ value: Int?) -> Attribute {
        Attribute("tabindex", value.map { String($0) })
    }

    package static func rel(_ value: String?) -> Attribute { Attribute("rel", value) }
    package static func type(_ value: String?) -> Attribute { Attribute("type", value) }
    package static func alt(_ value: String) -> Attribute { Attribute("alt", value) }
    package static func width(_ value: Int?) -> Attribute { Attribute("width", value.map { String($0) }) }
    package static func height(_ value: Int?) -> Attribute { Attribute("height", value.map { String($0) }) }
    package static func loading(_ value: String?) -> Attribute { Attribute("loading", value) }
    package static func content(_ value: String?) -> Attribute { Attribute("content", value) }
    package static func datetime(_ value: String?) -> Attribute { Attribute("datetime", value) }

    package static func name(_ value: String?) -> Attribute { Attribute("name", value) }
    package static func value(_ value: String?) -> Attribute { Attribute("value", value) }
    package static func method(_ value: String?) -> Attribute { Attribute("method", value) }
    package static func enctype(_ value: String?) -> Attribute { Attribute("enctype", value) }
    package static func `for`(_ value: String?) -> Attribute { Attribute("for", value) }
    package static func placeholder(_ value: String?) -> Attribute { Attribute("placeholder", value) }
    package static func autocomplete(_ value: String?) -> Attribute { Attribute("autocomplete", value) }
    package static func inputmode(_ value: String?) -> Attribute { Attribute("inputmode", value) }
    package static func pattern(_ value: String?) -> Attribute { Attribute("pattern", value) }
    package static func minlength(_ value: Int?) -> Attribute {
        Attribute("minlength", value.map { String($0) })
    }
    package static func maxlength(_ value: Int?) -> Attribute {
        Attribute("maxlength", value.map { String($0) })
    }
    package static func rows(_ value: Int?) -> Attribute { Attribute("rows", value.map { String($0) }) }
    package static func accept(_ value: String?) -> Attribute { Attribute("accept", value) }
    package static func required(_ on: Bool = true) -> Attribute { Attribute("required", isPresent: on) }
    package static func checked(_ on: Bool = true) -> Attribute { Attribute("checked", isPresent: on) }
    package static func autofocus(_ on: Bool = true) -> Attribute { Attribute("autofocus", isPresent: on) }
    package static func download(_ on: Bool = true) -> Attribute { Attribute("download", isPresent: on) }
    package static func open(_ on: Bool = true) -> Attribute { Attribute("open", isPresent: on) }
}
