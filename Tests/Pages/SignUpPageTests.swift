import HTML
import Site
import Testing

@testable import Pages

struct SignUpPageTests {
    private func words(_ state: FormState) -> String {
        SignUpPage(state: state, next: "/", terms: .invitation).page.main.text
    }

    @Test func `who brings an invitation is welcome, who brings none or a bad one learns who has them`() {
        #expect(words(FormState(values: ["invite": "abc"])).contains("You are invited."))
        for state in [
            FormState(), FormState(values: ["invite": ""]),
            FormState(values: ["invite": "abc"], faults: ["invite": "It was used."]),
        ] {
            #expect(words(state).contains("This place grows by invitation."))
        }
    }
}
