import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, spoken } from "../../Web/lib/time.js";
import { engrave, grid, plate } from "../../Web/models/engraving.js";
import { Levels } from "../../Web/models/levels.js";
import { between, handles, withEnd } from "../../Web/models/region.js";
import { marks } from "../../Web/models/ruler.js";
import { Supply } from "../../Web/models/supply.js";
import { View } from "../../Web/models/view.js";

/** A recording of `seconds`, a pixel for each tenth, that gets louder all the time. */
function crescendo(seconds = 100) {
  const length = seconds * 10;
  const data = Array.from({ length: 2 * length }, (_, index) => (index % 2 ? 1 : -1) * Math.round((100 * (index >> 1)) / length));
  return new Levels({ sample_rate: 1000, samples_per_pixel: 100, bits: 8, length, data });
}

test("fine times are cut, not rounded: none is told before it is reached", () => {
  assert.equal(clock(61.999, 1), "1:01.9");
  assert.equal(clock(59.996, 2), "0:59.99");
  assert.equal(clock(3600.5, 1), "1:00:00.5");
  assert.equal(clock(0.3, 1), "0:00.3");
  assert.equal(spoken(61.25, 1), "1 minute 1.2 seconds");
  assert.equal(spoken(60, 1), "1 minute");
});

test("two fingers keep the moments that they hold", () => {
  const view = new View(100);
  view.hold({ time: 40, place: 0.25 }, { time: 60, place: 0.75 });
  assert.deepEqual([view.from, view.to], [30, 70]);
  view.hold({ time: 40, place: 0.75 }, { time: 60, place: 0.25 });
  assert.ok(view.span >= 2 && view.from >= 0, "crossed fingers turn nothing over");
  view.hold({ time: 40, place: 0.4 }, { time: 41, place: 0.4001 });
  assert.ok(view.from >= 0 && view.to <= 100 + 1e-9, "fingers on one spot don't tear the view");
});

test("a page is turned to where the playhead is, and stays at the end of the song", () => {
  const view = new View(100);
  view.move(0, 20);
  view.turn(20);
  assert.ok(view.has(20) && view.place(20) < 0.1);
  view.turn(99);
  assert.deepEqual([view.from, view.to], [80, 100]);
  view.centre(50);
  assert.equal(view.place(50), 0.5);
});

test("an edge of a view moves alone and never closes it", () => {
  const view = new View(100);
  view.stretch("from", 30);
  assert.deepEqual([view.from, view.to], [30, 100]);
  view.stretch("to", 10);
  assert.deepEqual([view.from, view.to], [30, 32]);
  assert.ok(view.isFinest);
  view.stretch("to", 500);
  assert.equal(view.to, 100);
});

test("times get digits where pixels can tell them apart", () => {
  const view = new View(240);
  assert.equal(view.digits(1320), 0);
  view.move(0, 60);
  assert.equal(view.digits(1320), 1);
  view.move(0, 4);
  assert.equal(view.digits(1320), 2);
});

test("marks stand at round times, never closer than asked, at every zoom and width", () => {
  for (const width of [320, 700, 1320]) {
    for (const span of [2, 7.3, 45, 240, 3000, 14_400]) {
      const { times, part } = marks(10.4, 10.4 + span, width, 84);
      const gaps = times.slice(1).map((time, index) => ((time - times[index]) / span) * width);
      assert.ok(gaps.every((gap) => gap >= 84 - 1e-6), `${span} s on ${width}: ${gaps[0]}`);
      assert.ok(times.every((time) => time >= 10.4 - 1e-6 && time <= 10.4 + span + 1e-6));
      assert.ok(part >= 12, `${span} s on ${width} is divided every ${part} pixels`);
    }
  }
  assert.deepEqual(marks(0, 240, 1320, 84).times.slice(0, 3), [0, 30, 60]);
  assert.equal(marks(0, 2, 1320, 84).digits, 1);
});

test("columns keep their shape while the view moves", () => {
  const levels = crescendo();
  const view = new View(100);
  const form = plate(300, 60, 1, 3);
  view.move(10, 20);
  const before = grid(form, levels, view);
  view.move(view.from + 20 / 100, 20);
  const after = grid(form, levels, view);
  assert.deepEqual(after.columns.slice(0, 50), before.columns.slice(1, 51));
  assert.ok(after.offset <= 0 && after.offset > -3);
});

test("no column stands beyond the recording", () => {
  const view = new View(100);
  assert.equal(grid(plate(300, 60, 1, 3), crescendo(), view).columns.length, 100);
  assert.equal(grid(plate(301, 60, 1, 3), crescendo(), view).columns.length, 100);
  view.move(90, 10);
  const { columns, offset } = grid(plate(300, 60, 1, 3), crescendo(), view);
  assert.ok(offset + columns.length * 3 <= 303 && columns.at(-1));
});

test("a column is sharp: whole pixels on every ratio, the body inside the peaks", () => {
  for (const ratio of [1, 1.25, 1.5, 2, 3]) {
    const form = plate(Math.round(400 * ratio), Math.round(90 * ratio), ratio, 3);
    /** @type {number[][]} */ const drawn = [];
    const context = { fillStyle: "", clearRect() {}, fillRect: (/** @type {number[]} */ ...box) => drawn.push(box) };
    const view = new View(100);
    engrave(/** @type {any} */ (context), form, grid(form, crescendo(), view), 1, { tint: "a", full: "b" });
    assert.ok(drawn.length > 200, String(drawn.length));
    for (const box of drawn) assert.ok(box.every(Number.isInteger), `${ratio}: ${box}`);
    const half = drawn.length / 2;
    for (let index = 0; index < half; index += 1) {
      const [[, top, , height], [, inner, , body]] = [drawn[index], drawn[index + half]];
      assert.ok(inner >= top && inner + body <= top + height + Math.round(ratio));
    }
  }
});

test("what is not known yet is a line of one pixel", () => {
  const view = new View(200);
  const form = plate(300, 60, 1, 3);
  /** @type {number[]} */ const heights = [];
  const context = { fillStyle: "", clearRect() {}, fillRect: (/** @type {number[]} */ ...box) => heights.push(box[3]) };
  engrave(/** @type {any} */ (context), form, grid(form, crescendo(100), view), 1, { tint: "a", full: "b" });
  assert.ok(heights.slice(51, 100).every((height) => height === 1));
  assert.ok(heights[49] > 20);
});

test("a loop keeps its ends apart, in order, and inside the song", () => {
  assert.deepEqual(between(9, 4), { from: 4, to: 9 });
  assert.equal(between(4, 4.05), undefined);
  assert.deepEqual(withEnd({ from: 4, to: 9 }, "from", 12, 60), { from: 8.9, to: 9 });
  assert.deepEqual(withEnd({ from: 4, to: 9 }, "to", 99, 60), { from: 4, to: 60 });
  assert.deepEqual(withEnd({ from: 4, to: undefined }, "from", -1, 60), { from: 0, to: undefined });
});

test("handles and the button between them never cover each other, however short the loop and wherever it stands", () => {
  for (const [from, to] of [[0, 0], [0, 300], [150, 152], [299, 300], [120, 200], [210, 250], [40, 90], [-50, 20], [280, 900]]) {
    const places = Object.values(handles(from, to, 300, 44)).sort((a, b) => a - b);
    assert.ok(places.slice(1).every((place, index) => place - places[index] >= 44), `${from}–${to}: ${places}`);
    assert.ok(places[0] >= 0 && places[2] <= 300 - 44, `${from}–${to}: ${places}`);
  }
  assert.deepEqual(handles(100, 200, 300, 44), { first: 56, second: 200, close: 128 });
  assert.deepEqual(handles(300, 300, 300, 44, true), { first: 212, second: 212, close: 256 });
});

test("a pinch asks for finer levels once, when it rests, and zooming out asks for none", async (context) => {
  /** @type {string[]} */ const asked = [];
  const answer = { sample_rate: 44_100, samples_per_pixel: 256, bits: 8, length: 17_227, data: new Array(34_454).fill(1) };
  /** @type {Set<() => void>} */ const waiting = new Set();
  context.mock.method(globalThis, "setTimeout", (/** @type {() => void} */ act) => waiting.add(act) && act);
  context.mock.method(globalThis, "clearTimeout", (/** @type {() => void} */ act) => waiting.delete(act));
  context.mock.method(globalThis, "fetch", async (/** @type {URL} */ url) => {
    asked.push(url.search);
    return { ok: true, json: async () => answer };
  });
  const rest = async () => {
    for (const act of waiting) act();
    waiting.clear();
    await new Promise((done) => setImmediate(done));
  };
  const supply = new Supply(() => undefined);
  supply.want("http://a.example/waveform", 100, 400);
  await rest();
  assert.equal(asked.length, 2, "peaks and bodies");
  for (let step = 1; step <= 20; step += 1) supply.want("http://a.example/waveform", 100, 400 * 1.2 ** step);
  await rest();
  assert.equal(asked.length, 4);
  supply.want("http://a.example/waveform", 100, 400);
  await rest();
  assert.equal(asked.length, 4);
});

Object.defineProperty(globalThis, "location", { value: new URL("http://a.example/"), configurable: true });
