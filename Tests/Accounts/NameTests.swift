import Testing

@testable import Accounts

@Suite struct NameTests {
    @Test(arguments: [
        "", "a", "a-b", "a b", "ä_ö", "a@b", "../x", "a.b", "a\0b", "ａｂ", String(repeating: "a", count: 31),
        "system",
        "API", "Stemma",
    ])
    func `a handle that can't be is refused`(handle: String) {
        #expect(Handle.problem(with: Handle.folded(handle)) != nil)
    }

    @Test(arguments: ["ab", "a_1", "__", "007", "@Zoe", " zoe ", String(repeating: "z", count: 30)])
    func `a plain handle is fine`(handle: String) {
        #expect(Handle.problem(with: Handle.folded(handle)) == nil)
    }

    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a@b@c", "a b@c.org", "a@b..c", "a@-b.c", "a@b.c.", "a\n@b.c", "<a@b.c>",
        "a\0@b.c", String(repeating: "a", count: 251) + "@b.c",
    ])
    func `what is no address is refused`(address: String) {
        #expect(EmailAddress.problem(with: address) != nil)
    }

    @Test(arguments: ["a@b", "Zoe.Müller+x@sub.example.org", "o'hara@example.ie"])
    func `an address is fine`(address: String) {
        #expect(EmailAddress.problem(with: address) == nil)
    }

    @Test(arguments: [
        ("", true), ("short7!", true), ("password", true), ("PASSWORD", true), ("ada_lovelace", true),
        ("Ada@Example.org", true), (String(repeating: "x", count: 1025), true), ("correct horse", false),
        ("        ", false), ("пароль из букв", false),
    ])
    func `a password is judged by its length and by what is tried first`(password: String, isBad: Bool) {
        let problem = NewPassword.problem(with: password, handle: "ada_lovelace", email: "ada@example.org")
        #expect((problem != nil) == isBad)
    }
}
