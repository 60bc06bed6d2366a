package import HTML
package import HTTP

/// The token that a form of this session must carry; nothing for who has none.
package func csrfField(_ request: Request) -> Markup {
    guard let token = request.csrfToken else { return .nothing }
    return input(.type("hidden"), .name("csrf_token"), .value(token))
}

/// What a form shows again after it was refused: what was typed, and what is wrong with it.
package struct FormState: Sendable {
    /// What was typed, by field.
    package var values: [String: String]

    /// A sentence for each field that can't be accepted.
    package var faults: [String: String]

    /// A sentence about the whole.
    package var trouble: String?

    /// A form as it stands when it is opened.
    package init(values: [String: String] = [:], faults: [String: String] = [:], trouble: String? = nil) {
        self.values = values
        self.faults = faults
        self.trouble = trouble
    }

    /// The form after `refusal`, with what had been typed.
    package init(values: [String: String], refusal: Refusal) {
        let isSaidBelow = refusal.code == "invalid" && !refusal.fields.isEmpty
        self.init(
            values: values,
            faults: refusal.fields,
            trouble: isSaidBelow ? "What is marked below needs another look." : refusal.message
        )
    }

    /// The sentence about the whole, announced when the page opens.
    package var notice: Markup {
        guard let trouble else { return .nothing }
        return div(.class("trouble"), .role("alert")) { p { trouble } }
    }
}

/// A line to type in, with its label, a hint and what is wrong with it.
package func field(
    _ label: String,
    _ name: String,
    _ state: FormState,
    hint: String? = nil,
    _ attributes: Attribute...
) -> Markup {
    framed(label, name, state, hint: hint) { description in
        let own: [Attribute] = [
            .id("field-\(name)"), .name(name), .value(state.values[name]),
            .aria("describedby", description),
        ]
        let marks = wrongness(name, state)
        return .element(Tag("input", isVoid: true), own + marks + attributes, .nothing)
    }
}

/// Several lines to type in.
package func textField(
    _ label: String,
    _ name: String,
    _ state: FormState,
    hint: String? = nil,
    _ attributes: Attribute...
) -> Markup {
    framed(label, name, state, hint: hint) { description in
        let own: [Attribute] = [
            .id("field-\(name)"), .name(name), .aria("describedby", description),
        ]
        let marks = wrongness(name, state)
        // The newline is the one that parsers drop after the tag (HTML Standard §13.1.2.5).
        return .element(Tag("textarea"), own + marks + attributes, .text("\n" + (state.values[name] ?? "")))
    }
}

/// One of several, side by side.
package func choice(
    _ label: String,
    _ name: String,
    _ state: FormState,
    _ options: [(value: String, label: String)]
) -> Markup {
    fieldset(.class("field")) {
        legend { label }
        div(.class("choice")) {
            for option in options {
                HTML.label {
                    input(
                        .type("radio"),
                        .name(name),
                        .value(option.value),
                        .checked(state.values[name] == option.value)
                    )
                    option.label
                }
            }
        }
        fault(label, name, state)
    }
}

private func framed(
    _ label: String,
    _ name: String,
    _ state: FormState,
    hint: String?,
    control: (_ description: String?) -> Markup
) -> Markup {
    // What is wrong takes the place of the hint, so that nothing is said twice and nothing jumps.
    let isWrong = state.faults[name] != nil
    let description = isWrong ? "fault-\(name)" : hint.map { _ in "hint-\(name)" }
    return div(.class(isWrong ? "field wrong" : "field")) {
        HTML.label(.for("field-\(name)")) { label }
        control(description)
        if let hint, !isWrong { span(.class("hint"), .id("hint-\(name)")) { hint } }
        fault(label, name, state)
    }
}

/// The marks of a field that can't be accepted; the page opens at the first of them.
private func wrongness(_ name: String, _ state: FormState) -> [Attribute] {
    state.faults[name] == nil ? [] : [.aria("invalid", "true"), .autofocus()]
}

/// What is wrong, as a sentence: the slices say `must not be empty`, and what must not is the label.
private func fault(_ label: String, _ name: String, _ state: FormState) -> Markup {
    guard let fault = state.faults[name] else { return .nothing }
    let isSentence = fault.first?.isUppercase ?? true
    return span(.class("fault"), .id("fault-\(name)")) { isSentence ? fault : "\(label) \(fault)." }
}
