import Crypto
import Essentials
import Testing

private struct Claims: TokenClaims, Equatable {
    var sub: String
    var exp: Int64
}

@Suite struct JWTTests {
    private let jwt = JWT(key: .random())
    private let now = Instant(milliseconds: 1_700_000_000_000)
    private let claims = Claims(sub: "somebody", exp: 1_700_000_900)

    @Test func `a token gives back what it claims until it ends`() throws {
        let token = try jwt.sign(claims)
        #expect(try jwt.verify(token, as: Claims.self, at: now) == claims)
        #expect(try jwt.verify(token, as: Claims.self, at: now + .seconds(899)) == claims)
        #expect(throws: JWTError.expired) {
            try jwt.verify(token, as: Claims.self, at: now + .seconds(900))
        }
    }

    @Test func `another key's token is invalid`() throws {
        let token = try JWT(key: .random()).sign(claims)
        #expect(throws: JWTError.invalid) { try jwt.verify(token, as: Claims.self, at: now) }
    }

    /// RFC 8725 §2.1: no token chooses how it is checked.
    @Test(arguments: [
        #"{"alg":"none","typ":"JWT"}"#, #"{"alg":"HS256"}"#, #"{"alg":"HS512","typ":"JWT"}"#,
        #"{"alg":"HS256","typ":"JWT","crit":["b64"],"b64":false}"#,
    ])
    func `a token with another header is invalid`(header: String) throws {
        let parts = try jwt.sign(claims).split(separator: ".")
        let other = Base64URL.encode(Array(header.utf8))
        for signature in ["", String(parts[2])] {
            #expect(throws: JWTError.invalid) {
                try jwt.verify("\(other).\(parts[1]).\(signature)", as: Claims.self, at: now)
            }
        }
    }

    @Test func `a changed, cut or padded token is invalid`() throws {
        let token = try jwt.sign(claims)
        let payload = Base64URL.encode(Array(#"{"sub":"admin","exp":1700000900}"#.utf8))
        let parts = token.split(separator: ".")
        let bad = [
            "", "..", "a.b.c", String(token.dropLast()), token + "=", token + ".", token + ".x",
            "\(parts[0]).\(parts[1])", "\(parts[0]).\(payload).\(parts[2])",
        ]
        for text in bad {
            #expect(throws: JWTError.invalid) { try jwt.verify(text, as: Claims.self, at: now) }
        }
    }
}
