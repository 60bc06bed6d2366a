/// What a password must be when it is chosen; those that were chosen earlier are not judged again.
enum NewPassword {
    /// What is wrong with `password`, or nil.
    ///
    /// Length counts, not kinds of characters (NIST SP 800-63B §5.1.1.2).
    static func problem(with password: String, handle: String, email: String) -> String? {
        if password.count < 8 { return "must have 8 characters or more" }
        if password.utf8.count > 1024 { return "must be at most 1024 bytes" }
        let folded = password.lowercased()
        let isName = folded == handle || folded == EmailAddress.folded(email)
        return isName || common.contains(folded) ? "is too easy to guess" : nil
    }

    /// What is tried first everywhere, of those that are long enough.
    private static let common: Set<String> = [
        "12345678", "123456789", "1234567890", "11111111", "00000000", "87654321", "password", "password1",
        "qwertyui", "qwertyuiop", "iloveyou", "sunshine", "princess", "football", "baseball", "superman",
        "trustno1", "passw0rd", "letmein1", "abcdefgh", "abcd1234", "1q2w3e4r", "qwerty123", "changeme",
    ]
}
