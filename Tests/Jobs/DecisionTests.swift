import Essentials
import Testing

@testable import Jobs

private struct Nothing: Codable {}

@Suite struct SlotsTests {
    private func handler(_ name: String, _ priority: JobPriority, limit: Int = .max) -> JobHandler {
        JobHandler(JobKind<Nothing>(name, priority: priority), limit: limit) { _, _ in }
    }

    @Test func `the most urgent comes first, while there is room`() {
        let (low, urgent) = (handler("low", .low), handler("urgent", .urgent))
        var slots = Slots([low, urgent], total: 2, limits: [:])
        #expect(slots.open.map(\.kind) == ["urgent", "low"])
        slots.begin("urgent", count: 2)
        #expect(slots.open.isEmpty && !slots.isEmpty)
        slots.end("urgent")
        #expect(slots.room(for: low) == 1)
    }

    @Test func `a priority and a kind keep to their limits`() {
        let (a, b) = (handler("a", .low), handler("b", .low))
        let c = handler("c", .normal, limit: 1)
        var slots = Slots([a, b, c], total: 4, limits: [.low: 2])
        #expect(slots.room(for: a) == 2 && slots.room(for: c) == 1)
        slots.begin("a", count: 1)
        slots.begin("c", count: 1)
        #expect(slots.room(for: b) == 1 && slots.room(for: c) == 0)
        slots.begin("b", count: 1)
        #expect(slots.open.isEmpty)
    }
}

@Suite struct BackoffTests {
    @Test(arguments: [(1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (60, 3600)])
    func `each wait is twice as long as the one before, up to an hour`(attempt: Int, seconds: Int) {
        let base = Duration.seconds(5)
        #expect(Backoff.delay(after: attempt, base: base, chance: 0.5) == .seconds(seconds))
        #expect(Backoff.delay(after: attempt, base: base, chance: 0) == .seconds(seconds) / 2)
    }
}

@Suite struct ScheduleTests {
    @Test(arguments: [
        (0, 300), (300, 3_600_300), (3_600_299, 3_600_300), (3_600_300, 7_200_300), (299, 300), (-1, 300),
    ])
    func `the next time is after now, and on the grid`(now: Int64, next: Int64) {
        let schedule = JobSchedule(
            JobKind<Nothing>("x"),
            every: .seconds(3600),
            offset: .milliseconds(300)
        ) { Nothing() }
        #expect(schedule.next(after: Instant(milliseconds: now)).milliseconds == next)
    }
}

@Suite struct AlarmTests {
    @Test func `it wakes who waits, and who comes later once`() async {
        let alarm = Alarm()
        alarm.ring()
        alarm.ring()
        await alarm.wait(atMost: .seconds(600))
        let begin = ContinuousClock.now
        await alarm.wait(atMost: .milliseconds(20))
        #expect(ContinuousClock.now - begin >= .milliseconds(20))
    }

    @Test func `a wait that ended early leaves its timer to the next`() async {
        let alarm = Alarm()
        let begin = ContinuousClock.now
        for _ in 0..<100 {
            alarm.ring()
            await alarm.wait(atMost: .seconds(3))
        }
        #expect(ContinuousClock.now - begin < .seconds(3))
        await alarm.wait(atMost: .seconds(600))
        #expect(ContinuousClock.now - begin >= .seconds(3))
    }

    @Test func `cancellation ends the wait`() async {
        let alarm = Alarm()
        let waiting = Task { await alarm.wait(atMost: .seconds(600)) }
        waiting.cancel()
        await waiting.value
    }
}
