import Crypto
import Testing

@Suite struct PasswordTests {
    private static let light = PasswordCost(passes: 1, memory: 8 << 10)

    @Test func `a password fits its own hash only`() async throws {
        let hasher = try PasswordHasher(cost: Self.light)
        let hash = try await hasher.hash("blue monday 1983")
        #expect(hash.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(try await hasher.isValid("blue monday 1983", for: hash))
        #expect(try await !hasher.isValid("blue monday 1984", for: hash))
        #expect(try await !hasher.isValid("", for: hash))
        #expect(try await hasher.hash("blue monday 1983") != hash)
    }

    @Test(arguments: ["", "anything"])
    func `nobody unknown gets in`(password: String) async throws {
        let hasher = try PasswordHasher(cost: Self.light)
        #expect(try await !hasher.isValid(password, for: nil))
        #expect(try await !hasher.isValid(password, for: ""))
    }

    @Test func `a NUL does not end a password`() async throws {
        let hasher = try PasswordHasher(cost: Self.light)
        let hash = try await hasher.hash("ab\0cd")
        #expect(try await !hasher.isValid("ab\0ce", for: hash))
        #expect(try await !hasher.isValid("ab", for: hash))
        #expect(try await hasher.isValid("ab\0cd", for: hash))
    }

    @Test func `a hash of another cost is outdated`() async throws {
        let hash = try await PasswordHasher(cost: Self.light).hash("x")
        #expect(try !PasswordHasher(cost: Self.light).isOutdated(hash))
        #expect(try PasswordHasher(cost: PasswordCost(passes: 2, memory: 16 << 10)).isOutdated(hash))
    }

    @Test func `the usual cost is libsodium's for people who wait`() async throws {
        let hash = try await PasswordHasher().hash("x")
        #expect(hash.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
    }
}
