import assert from "node:assert/strict";
import { test } from "node:test";
import { Growth } from "../../Web/models/growth.js";

/** A song of which more is known with each reading, complete at the second. */
function growing() {
  const song = { list: { isComplete: false }, read: 0, grow: async () => void (song.list.isComplete = (song.read += 1) === 2) };
  return song;
}

const patience = /** @type {any} */ ({ until: (/** @type {() => Promise<void>} */ work) => work() });
const { signal } = new AbortController();

test("a playlist is read when its end is near, and not twice at once", async () => {
  const growth = new Growth(patience, () => undefined);
  const song = growing();
  assert.equal(await growth.follow(/** @type {any} */ (song), false, signal), false);
  assert.equal(await growth.follow(/** @type {any} */ (song), true, signal), true);
  assert.equal(await growth.follow(/** @type {any} */ (song), true, signal), false);
  assert.equal(song.read, 1);
  growth.stop();
});

test("it is looked at again after two seconds, until all is known", async (context) => {
  /** @type {number[]} */ const waits = [];
  const { setTimeout } = globalThis;
  globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ act, /** @type {number} */ wait) => {
    waits.push(wait);
    act();
  });
  context.after(() => (globalThis.setTimeout = setTimeout));
  let looks = 0;
  const growth = new Growth(patience, () => (looks += 1));
  const song = growing();
  await growth.follow(/** @type {any} */ (song), false, signal);
  assert.deepEqual([waits, looks], [[2000], 1]);
  song.list.isComplete = true;
  await growth.follow(/** @type {any} */ (song), true, signal);
  assert.deepEqual([waits.length, looks, song.read], [1, 1, 0]);
});
