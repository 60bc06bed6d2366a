import Site
import Testing

@Suite struct ClockTests {
    @Test(arguments: [(0, "0:00"), (400, "0:01"), (999, "0:01"), (185_900, "3:05"), (3_723_000, "1:02:03")])
    func `a length is shown as a time, and what sounds is never nothing`(milliseconds: Int, text: String) {
        #expect(Clock.length(milliseconds: milliseconds) == text)
    }
}
