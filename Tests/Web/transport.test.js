import assert from "node:assert/strict";
import { test } from "node:test";
import { Transport } from "../../Web/models/transport.js";

const song = /** @type {any} */ ({ version: "one", seconds: 60 });

/** A transport whose deck only notes what it is asked for, and an element that does as it is told. */
function noted() {
  /** @type {unknown[]} */ const notes = [];
  const audio = Object.assign(new EventTarget(), { src: "", paused: true, ended: false, play: async () => void notes.push("play") });
  const transport = new Transport(/** @type {any} */ (audio));
  let current;
  Object.defineProperty(transport, "deck", {
    value: {
      time: 7,
      length: 61,
      get current() {
        return current;
      },
      load: async (/** @type {any} */ playable, /** @type {number} */ time) => {
        notes.push([playable.version, time]);
        current = playable;
        audio.src = "blob:";
        return true;
      },
      seek: (/** @type {number} */ time) => notes.push(time),
    },
  });
  return { transport, audio, notes };
}

test("what is cued is loaded by the press, from where it was moved to", async () => {
  const { transport, notes } = noted();
  transport.cue(song, 31);
  assert.deepEqual([transport.current, transport.time, transport.length, transport.isReady], [song, 31, 60, true]);
  transport.seek(40);
  transport.seek(99);
  assert.deepEqual(notes, []);
  assert.equal(transport.time, 59.9);
  await transport.resume();
  assert.deepEqual(notes, [["one", 59.9], "play"]);
  assert.equal(transport.time, 7);
});

test("what has ended begins again, and what was paused goes on", async () => {
  const { transport, audio, notes } = noted();
  await transport.begin(song, 0);
  await transport.resume();
  audio.ended = true;
  await transport.resume();
  assert.deepEqual(notes, [["one", 0], "play", "play", ["one", 0], "play"]);
});

test("a song that could not be loaded is tried again", async () => {
  const { transport, audio, notes } = noted();
  await transport.begin(song, 5);
  audio.src = "";
  assert.equal(transport.isReady, false);
  await transport.resume();
  assert.deepEqual(notes.at(-2), ["one", 0]);
});

test("while a song is loaded, it stands where it will begin", async () => {
  const { transport } = noted();
  const beginning = transport.begin(song, 15);
  assert.equal(transport.time, 15);
  await beginning;
  assert.equal(transport.time, 7);
});

test("where somebody goes to while a song is loaded, there it begins", async () => {
  const { transport, notes } = noted();
  const beginning = transport.begin(song, 0);
  transport.seek(20);
  assert.equal(transport.time, 20);
  await beginning;
  assert.deepEqual(notes, [["one", 0], 20, "play"]);
});

test("what is cued while a song is loaded is not played over", async () => {
  const { transport, notes } = noted();
  const beginning = transport.begin(song, 0);
  assert.equal(transport.isBeginning, true);
  transport.cue({ ...song, version: "two" }, 3);
  await beginning;
  assert.deepEqual(notes, [["one", 0]]);
  assert.deepEqual([transport.isBeginning, transport.time], [false, 3]);
});
