import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { clock, localTime, parseClock, roughly, spoken, timeInFragment, universalTime } from "../../Web/lib/time.js";
import { cluster } from "../../Web/models/cluster.js";
import { Heard } from "../../Web/models/heard.js";
import { Levels, zoomFor } from "../../Web/models/levels.js";
import { Rate } from "../../Web/models/rate.js";
import { SHA256 } from "../../Web/models/sha256.js";
import { View } from "../../Web/models/view.js";

test("times are shown, spoken and read", () => {
  assert.equal(clock(185.9), "3:05");
  assert.equal(clock(3723), "1:02:03");
  assert.equal(clock(Number.NaN), "0:00");
  assert.equal(spoken(61), "1 minute 1 second");
  assert.equal(roughly(5400), "2 hours");
  assert.equal(timeInFragment("#t=1:23"), 83);
  assert.equal(timeInFragment("#comments"), undefined);
  for (const text of ["", ":", "1:60", "-1", "1:2:3:4", "x"]) assert.equal(parseClock(text), undefined, text);
});

test("a time in UTC is shown in the reader's zone, summer or winter, and comes back as it was", () => {
  const zone = process.env.TZ;
  try {
    process.env.TZ = "Europe/Lisbon";
    assert.equal(localTime("2027-07-01T09:00"), "2027-07-01T10:00");
    assert.equal(localTime("2027-01-01T09:00"), "2027-01-01T09:00");
    process.env.TZ = "Asia/Kathmandu";
    assert.equal(localTime("2027-07-01T20:30"), "2027-07-02T02:15");
    for (const time of ["2027-07-01T20:30", "2027-12-31T23:59"]) assert.equal(universalTime(localTime(time)), time);
    assert.equal(localTime("") + universalTime(""), "");
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("SHA-256 piece by piece is that of the whole, at every edge of a block", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 128, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) & 255);
    for (const piece of [1, 7, 63, 64, 65, 1000]) {
      const hash = new SHA256();
      for (let at = 0; at < length; at += piece) hash.update(bytes.subarray(at, at + piece));
      assert.equal(hash.finish(), createHash("sha256").update(bytes).digest("hex"), `${length} by ${piece}`);
    }
  }
});

test("columns keep the extremes of what they hold, and what isn't known is undefined", () => {
  const peaks = { sample_rate: 256, samples_per_pixel: 256, bits: 8, length: 4, data: [-10, 20, -128, 5, 0, 0, -1, 127] };
  const levels = new Levels(peaks, { ...peaks, data: [10, 20, 0, 40] });
  const [first, second, third] = levels.columns(3, 0, 6);
  assert.deepEqual(first, { high: 20 / 128, low: 1, body: 15 / 128 });
  assert.deepEqual(second, { high: 127 / 128, low: 1 / 128, body: 20 / 128 });
  assert.equal(third, undefined);
  assert.equal(levels.peak, 1);
});

test("no more of a waveform is asked for than can be drawn", () => {
  const zoom = zoomFor(300, 800);
  assert.ok((300 * 44_100) / zoom >= 800 && (300 * 44_100) / (zoom * 2) < 800);
  assert.equal(zoomFor(1, 5000), 256);
  assert.equal(zoomFor(3 * 3600, 5_000_000), 1024);
});

test("a view zooms around its anchor and stays inside the recording", () => {
  const view = new View(100);
  view.zoom(0.5, 0.25);
  assert.deepEqual([view.from, view.to], [12.5, 62.5]);
  assert.equal(view.time(0.25), 25);
  view.move(90);
  assert.deepEqual([view.from, view.to], [50, 100]);
  view.zoom(100, 0.5);
  assert.equal(view.isZoomed, false);
  view.zoom(0.0001, 0);
  assert.equal(view.to - view.from, 2);
});

test("pins that would overlap stand together", () => {
  const points = [{ x: 100, value: "c" }, { x: 0, value: "a" }, { x: 10, value: "b" }];
  assert.deepEqual(cluster(points, 26), [{ x: 0, members: ["a", "b"] }, { x: 100, members: ["c"] }]);
});

test("what was heard is told in ranges; a jump begins a new one", () => {
  const heard = new Heard();
  for (const time of [0, 0.25, 0.5, 30, 30.5]) heard.pass(time);
  heard.lift();
  heard.pass(31);
  assert.deepEqual(heard.ranges, [[0, 500], [30_000, 30_500]]);
  assert.equal(heard.milliseconds, 1000);
});

test("a rate is that of the last seconds, and nothing until it can be told", () => {
  const rate = new Rate();
  rate.add(0, 0);
  assert.equal(rate.perSecond, 0);
  for (let second = 1; second <= 10; second += 1) rate.add(second < 6 ? 0 : (second - 5) * 100, second * 1000);
  assert.ok(rate.perSecond > 80 && rate.perSecond <= 100);
});
