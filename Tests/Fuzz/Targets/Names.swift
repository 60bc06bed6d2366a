import Crypto
import Essentials
import HTTP

@testable import Accounts
@testable import Catalog
@testable import Playback
@testable import Site
@testable import Uploads

/// A name, an address or a time that a client chooses: what is read is printed and read as the same, what is kept fits
/// into an address, and no signature is ours.
@Sendable func fuzzNames(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    judgePrinting(text)
    judgeSlug(text)
    judgeFiles(text, bytes)
    judgeSignatures(text)
    judgePeople(text)
}

private func judgePrinting(_ text: String) {
    func judge<Value: LosslessStringConvertible & Equatable>(_ type: Value.Type) {
        guard let value = Value(text) else { return }
        expectSame(Value(value.description), value, "\(type) is printed otherwise")
    }
    judge(ID<Track>.self)
    judge(Instant.self)
    judge(Day.self)
    judge(Cursor.self)
    judge(HeardRanges.self)
    judge(PageColour.self)
    if let bytes = Base64URL.decode(text) { expectSame(Base64URL.encode(bytes), text, "written in two ways") }
    if let bytes = Hexadecimal.decode(text) {
        expectSame(Hexadecimal.encode(bytes), text.lowercased(), "written in two ways")
    }
}

/// Slugs and tags are in their last form at once; a slug is one segment of a path and nothing else.
private func judgeSlug(_ text: String) {
    let slug = Slug.make(from: text)
    expectSame(Slug.make(from: slug), slug, "a slug of a slug")
    expect((1...Slug.longest).contains(slug.count), "\(slug.count) characters")
    expect(!slug.hasPrefix("-") && !slug.hasSuffix("-"), "the slug \(slug)")
    let isPlain = slug.utf8.allSatisfy {
        $0 >= 0x80 || $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
    }
    expect(isPlain && slug.isPlainLine, "the slug \(slug)")
    if let tag = Tag.normalised(text) { expectSame(Tag.normalised(tag), tag, "a tag of a tag") }
    expect(text.plainLine.isPlainLine, "no plain line")
}

/// Names of files never lead out of their folder.
private func judgeFiles(_ text: String, _ bytes: [UInt8]) {
    if let file = MediaFile(text) {
        expectSame(file.name, text, "the file is named otherwise")
        expect(
            !text.contains("..") && !text.hasPrefix("/") && text.count { $0 == "/" } <= 1,
            "the file \(text)"
        )
    }
    if ImageName(text) != nil { expect(!text.contains("/"), "the picture \(text)") }
    if FileName.problem(with: text) == nil {
        expect(!text.utf8.contains { "/\\\0\r\n".utf8.contains($0) }, "the file \(text)")
    }
    expect(FileName.safeExtension(of: text).utf8.allSatisfy { $0.isLetterOrDigit }, "an ending")
    if let type = ContentType(start: Array(bytes.prefix(ContentType.prefixLength))) {
        expect(type.mime.hasPrefix(type.isPicture ? "image/" : "audio/"), type.mime)
    }
}

private let signing = SymmetricKey("a key that only the server knows: 32").map { key in
    (links: LinkSigner(key: key, lifetime: .seconds(60)), tokens: TokenMint(key: key))
}

private func judgeSignatures(_ text: String) {
    guard let signing else { fatalError("no key") }
    let query = Query(text)
    let link = signing.links.check(ID(), expires: query["exp"], signature: query["sig"])
    expect(link == nil, "a link that nobody signed")
    expect(signing.tokens.session(ofAccess: text, at: .now) == nil, "a token that nobody signed")
    expect(signing.tokens.session(ofView: text) == nil, "a view that nobody signed")
    if let token = RefreshToken(text) {
        expectSame("\(token.session).\(token.generation).\(token.code)", text, "a token is printed otherwise")
    }
}

private func judgePeople(_ text: String) {
    let handle = Handle.folded(text)
    if Handle.problem(with: handle) == nil { expectSame(PercentCoding.encode(handle), handle, "a handle") }
    let back = ReturnAddress.checked(text)
    expect(back.hasPrefix("/") && !back.hasPrefix("//") && !back.hasPrefix("/\\"), "back to \(back)")
    expect(back.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "back to \(back)")
    if let host = Referrer.host(of: text) { expectSame(Referrer.host(of: "https://\(host)"), host, "a host") }
    _ = UserAgentClass(userAgent: text)
    _ = PageColour(hexadecimal: text)
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x7A).contains(self) }
}
