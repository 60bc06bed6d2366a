import assert from "node:assert/strict";
import { test } from "node:test";
import { Timeline, endOf } from "../../Web/models/timeline.js";

/** A song of whole six-second segments behind a second that nobody hears. */
function song(seconds) {
  const segments = [];
  for (let start = 0; start < seconds + 1; start += 6) segments.push({ url: "", start, duration: Math.min(6, seconds + 1 - start) });
  return { length: seconds, list: { skip: 1, segments, isComplete: true } };
}

/** What a browser would ask for, segment after segment, as `[stretch, segment]`. */
function needs(timeline, from, to) {
  const asked = [];
  for (let need; (need = timeline.need(from, to, () => false)); need.stretch.tries[need.index] = 3) {
    asked.push([need.stretch.at, need.index]);
  }
  return asked;
}

test("songs stand end to end, and a place in one is found", () => {
  const [timeline, first, second] = [new Timeline(), song(10), song(20)];
  timeline.add(first, {});
  timeline.add(second, {});
  assert.equal(timeline.end, 30);
  assert.equal(timeline.at(9.9).source, first);
  assert.equal(timeline.at(10).source, second);
  assert.equal(timeline.place(second, 5, 0), 15);
  assert.equal(timeline.place(first, 10, 0), undefined);
});

test("a growing song ends where its music ends by now", () => {
  const [timeline, growing] = [new Timeline(), song(10)];
  const stretch = timeline.add(growing, { from: 2 });
  growing.length = 40;
  assert.equal(endOf(stretch), 38);
});

test("what is cut off can be put down again", () => {
  const [timeline, first, second] = [new Timeline(), song(10), song(20)];
  timeline.add(first, {});
  timeline.add(second, { gain: -3 });
  const rest = timeline.cut(4);
  assert.equal(timeline.end, 4);
  assert.deepEqual(rest.map(({ source, from, to, gain }) => [source, from, to, gain]), [[first, 4, undefined, 0], [second, 0, undefined, -3]]);
  for (const part of rest) timeline.add(part.source, part);
  assert.equal(timeline.end, 30);
  assert.equal(timeline.place(first, 7, 0), 7);
});

test("another rendition goes on where the first was cut off", () => {
  const [timeline, first, second] = [new Timeline(), song(10), song(10)];
  timeline.add(first, { gain: 2 });
  for (const part of timeline.cut(4)) timeline.add(second, { ...part, song: second });
  assert.equal(timeline.end, 10);
  assert.deepEqual([timeline.at(3).song, timeline.at(5).song, timeline.at(5).gain], [first, second, 2]);
  assert.equal(timeline.place(second, 7, 0), 7);
  assert.equal(timeline.place(second, 3, 0), undefined);
  assert.deepEqual([timeline.lastOf(first).to, timeline.lastOf(second).to], [4, undefined]);
});

test("of a loop the nearest turn is found, and heard turns are forgotten", () => {
  const [timeline, source] = [new Timeline(), song(60)];
  timeline.add(source, { to: 8 });
  for (let turn = 0; turn < 3; turn += 1) timeline.add(source, { from: 5, to: 8 });
  assert.equal(timeline.end, 17);
  assert.equal(timeline.place(source, 6, 0), 6);
  assert.equal(timeline.place(source, 6, 12.5), 12);
  timeline.forget(11);
  assert.equal(timeline.place(source, 2, 0), undefined);
  assert.equal(timeline.at(0).at, 8);
  timeline.forget(100);
  assert.equal(timeline.at(0).at, 14);
});

test("segments are asked for up to the horizon, each where it is heard", () => {
  const [timeline, source] = [new Timeline(), song(30)];
  timeline.add(source, { to: 6 });
  timeline.add(source, { from: 4, to: 6 });
  timeline.add(source, { from: 6 });
  assert.deepEqual(needs(timeline, 0, 8), [[0, 0], [0, 1], [6, 0], [6, 1], [8, 1]]);
  timeline.retry();
  assert.deepEqual(needs(timeline, 30, 100), [[8, 4], [8, 5]]);
});

test("what is in the buffer already isn't asked for", () => {
  const timeline = new Timeline();
  timeline.add(song(30), {});
  assert.equal(timeline.need(0, 30, (from, to) => to <= 11).index, 2);
  assert.equal(timeline.need(0, 10, (from, to) => to <= 11), undefined);
});
