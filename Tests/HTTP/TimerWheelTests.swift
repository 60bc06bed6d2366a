import Testing

@testable import HTTP

@Suite struct TimerWheelTests {
    @Test func `a reminder comes at its time, not before`() {
        var wheel = TimerWheel(now: 1000)
        #expect(wheel.wait(from: 1000) == nil)
        wheel.add(1, at: 1600)
        wheel.add(2, at: 1600)
        wheel.add(3, at: 5000)
        #expect(wheel.wait(from: 1000) == 750)
        #expect(wheel.takeDue(1599) == [])
        #expect(wheel.takeDue(1750) == [1, 2])
        #expect(wheel.takeDue(1750) == [])
        #expect(wheel.wait(from: 1800) == 3200)
        #expect(wheel.takeDue(9_000_000) == [3])
        #expect(wheel.wait(from: 9_000_000) == nil)
    }

    @Test func `what is overdue or far away still comes`() {
        var wheel = TimerWheel(now: 10_000)
        wheel.add(1, at: 0)
        wheel.add(2, at: .max / 2)
        #expect(wheel.takeDue(10_250) == [1])
        #expect(wheel.takeDue(10_000 + TimerWheel.reach) == [2])
    }
}
