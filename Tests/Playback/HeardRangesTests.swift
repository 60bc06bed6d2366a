import Testing

@testable import Playback

struct HeardRangesTests {
    @Test func `positions become cells of five seconds, rounded to the nearest edge`() {
        let heard = HeardRanges(milliseconds: [[0, 10_000], [14_000, 21_000]], end: 60_000)
        #expect(heard.description == "0-2,3-4")
    }

    @Test func `the last cell counts however short it is`() {
        #expect(HeardRanges(milliseconds: [[0, 11_000]], end: 11_000).description == "0-3")
    }

    @Test func `overlapping and touching ranges become one`() {
        let heard = HeardRanges(
            milliseconds: [[20_000, 30_000], [0, 10_000], [10_000, 22_000]],
            end: 60_000
        )
        #expect(heard.description == "0-6")
    }

    @Test func `what can't have been heard is left out`() {
        let pairs: [[Int64]] = [
            [-5000, 5000], [30_000, 20_000], [7], [1, 2, 3], [50_000, .max], [.min, .max - 1],
        ]
        #expect(HeardRanges(milliseconds: pairs, end: 15_000).description == "0-3")
        #expect(HeardRanges(milliseconds: [[100_000, 200_000]], end: 15_000) == HeardRanges())
        #expect(HeardRanges(milliseconds: [[0, .max]], end: .max).description == "0-17280")
    }

    @Test func `the union holds the cells of both`() throws {
        let first = try #require(HeardRanges("0-2,8-10"))
        let second = try #require(HeardRanges("1-5,20-21"))
        #expect(first.union(second).description == "0-5,8-10,20-21")
    }

    @Test(arguments: ["", "0-1", "0-12,15-18"])
    func `the text is read back`(text: String) {
        #expect(HeardRanges(text)?.description == text)
    }

    @Test(arguments: ["5", "3-1", "a-b", "-1-4", "1-1"])
    func `a text that names no ranges is refused`(text: String) {
        #expect(HeardRanges(text) == nil)
    }
}
