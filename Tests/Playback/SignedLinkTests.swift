import Catalog
import Crypto
import Essentials
import Testing

@testable import Playback

struct SignedLinkTests {
    let version = ID<Version>()
    let now = Instant(milliseconds: 1_800_000_000_500)

    func signer(_ secret: String = "a secret of more than 32 bytes, for tests") throws -> LinkSigner {
        LinkSigner(key: try #require(SymmetricKey(secret)), lifetime: .seconds(3600))
    }

    @Test func `a link is the HMAC of version and expiry`() throws {
        let version = try #require(ID<Version>("01900000-0000-7000-8000-000000000001"))
        let link = try signer().sign(version, durationMS: nil, at: now)
        // printf '01900000-0000-7000-8000-000000000001.1800003600' | openssl dgst -sha256 -hmac SECRET -binary
        #expect(link.query == "exp=1800003600&sig=1gZhZ7qsWE4DuiMukLoJ00znJm0jgKXrc8Y-4Y2Vsec")
    }

    @Test func `a link to what is lossless is another one, and says so`() throws {
        let signer = try signer()
        let link = signer.sign(version, durationMS: nil, isLossless: true, at: now)
        let common = signer.sign(version, durationMS: nil, at: now)
        #expect(link.expires == common.expires && link.signature != common.signature)
        for one in [link, common] {
            let expires = String(one.expires)
            #expect(signer.check(version, expires: expires, signature: one.signature, at: now) == one)
        }
        #expect(link.covers(.playlist(format: "flac")) && link.covers(.stored("opus.1/init.mp4")))
        for file in [.playlist(format: "flac"), .whole(format: "flac"), .stored("flac.12/init.mp4")]
            as [MediaFile]
        {
            #expect(!common.covers(file))
        }
        for file in [.master, .whole(format: "mp3_320"), .stored("aac.1/segment_000.m4s")] as [MediaFile] {
            #expect(common.covers(file))
        }
    }

    @Test func `a link lives twice as long as long music`() throws {
        #expect(try signer().sign(version, durationMS: 60_000, at: now).expires == 1_800_003_600)
        #expect(try signer().sign(version, durationMS: 3_600_000, at: now).expires == 1_800_007_200)
    }

    @Test func `a link is good until its last second`() throws {
        let signer = try signer()
        let link = signer.sign(version, durationMS: nil, at: now)
        func check(at seconds: Int64) -> SignedLink? {
            signer.check(
                version,
                expires: String(link.expires),
                signature: link.signature,
                at: Instant(milliseconds: seconds * 1000)
            )
        }
        #expect(check(at: link.expires) == link)
        #expect(check(at: link.expires + 1) == nil)
    }

    @Test func `nothing about a link can be changed`() throws {
        let signer = try signer()
        let link = signer.sign(version, durationMS: nil, at: now)
        let expires = String(link.expires)
        #expect(signer.check(version, expires: expires, signature: link.signature, at: now) == link)
        #expect(signer.check(ID(), expires: expires, signature: link.signature, at: now) == nil)
        #expect(
            signer.check(version, expires: "\(link.expires + 1)", signature: link.signature, at: now) == nil
        )
        #expect(signer.check(version, expires: "+\(expires)", signature: link.signature, at: now) == nil)
        #expect(signer.check(version, expires: expires, signature: link.signature + "=", at: now) == nil)
        #expect(signer.check(version, expires: expires, signature: nil, at: now) == nil)
        #expect(signer.check(version, expires: nil, signature: link.signature, at: now) == nil)
        #expect(signer.check(version, expires: expires, signature: "", at: now) == nil)
        let other = try self.signer("another secret of more than 32 bytes here")
        #expect(other.check(version, expires: expires, signature: link.signature, at: now) == nil)
    }
}
