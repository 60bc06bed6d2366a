import assert from "node:assert/strict";
import { test } from "node:test";
import { Loop } from "../../Web/models/loop.js";
import { songsOf } from "../../Web/models/playable.js";
import { Queue } from "../../Web/models/queue.js";
import { Sleep } from "../../Web/models/sleep.js";
import { counterpart } from "../../Web/models/versions.js";

/** @param {string} name */
const song = (name) => /** @type {any} */ ({ version: name, track: `track-${name}`, title: name });
const page = ["a", "b", "c", "d"].map(song);
/** @param {import("../../Web/models/queue.js").Entry[]} entries */
const names = (entries) => entries.map(({ playable }) => playable.title).join("");
/** @param {Queue} queue @param {string} name */
const idOf = (queue, name) => queue.next.find(({ playable }) => playable.title === name)?.id ?? -1;

/** A page whose song `b` plays. */
function begun() {
  const queue = new Queue();
  queue.start(page[1], page);
  queue.hear();
  return queue;
}

test("a song from a page brings along what stands before and after it", () => {
  const queue = begun();
  assert.deepEqual([names(queue.earlier), queue.now?.playable.title, names(queue.next)], ["a", "b", "cd"]);
  assert.equal(queue.following(page[1]), page[2]);
  assert.equal(queue.following(page[2]), page[3]);
  assert.equal(queue.following(page[3]), undefined);
});

test("by itself it goes on to the next song, or plays the same again", () => {
  const queue = begun();
  assert.equal(queue.advance(), page[2]);
  queue.repeat = "one";
  assert.equal(queue.advance(), page[2]);
  assert.equal(queue.following(page[2]), page[2]);
  assert.equal(queue.step(1), page[3]);
  queue.repeat = "off";
  assert.equal(queue.advance(), undefined);
});

test("a song that the page doesn't hold plays alone", () => {
  const queue = new Queue();
  queue.start(song("x"), page);
  assert.deepEqual([names(queue.earlier), names(queue.next)], ["", ""]);
  assert.equal(queue.step(1), undefined);
  assert.equal(queue.now?.playable.title, "x");
});

test("another version of a song stands where the page has the song", () => {
  const queue = new Queue();
  queue.start({ ...song("b2"), track: "track-b" }, page);
  assert.deepEqual([names(queue.earlier), queue.now?.playable.title, names(queue.next)], ["a", "b2", "cd"]);
});

test("next and previous lead there and back", () => {
  const queue = begun();
  assert.equal(queue.step(1), page[2]);
  assert.equal(queue.step(-1), page[1]);
  assert.equal(queue.step(-1), page[0]);
  assert.equal(queue.step(-1), undefined);
  assert.equal(names(queue.next), "bcd");
});

test("what is put in by hand comes first, in the order asked for, and stays when another page begins", () => {
  const queue = begun();
  queue.addLast(song("x"));
  queue.addLast(song("y"));
  queue.addNext(song("z"));
  assert.equal(names(queue.next), "zxycd");
  queue.start(page[3], page);
  assert.deepEqual([names(queue.next), names(queue.earlier)], ["zxy", "abc"]);
});

test("a song that was chosen and is then started doesn't come twice", () => {
  const queue = begun();
  queue.addNext(page[3]);
  queue.start(page[3], page);
  assert.equal(names(queue.next), "");
});

test("what is put in by hand leaves its place among the page's songs", () => {
  const queue = begun();
  queue.addNext(page[3]);
  assert.equal(names(queue.next), "dc");
  queue.addLast(page[3]);
  assert.equal(names(queue.next), "ddc");
});

test("songs are moved, but not past the ends, and removed and cleared", () => {
  const queue = begun();
  assert.equal(queue.move(idOf(queue, "d"), 0), 0);
  assert.equal(names(queue.next), "dc");
  assert.equal(queue.move(idOf(queue, "d"), 9), 1);
  assert.equal(queue.move(idOf(queue, "c"), -4), 0);
  assert.equal(queue.move(999, 0), -1);
  assert.equal(names(queue.next), "cd");
  queue.remove(idOf(queue, "c"));
  assert.equal(names(queue.next), "d");
  queue.clear();
  assert.deepEqual([names(queue.next), queue.now?.playable.title], ["", "b"]);
});

test("a jump passes what stands before", () => {
  const queue = begun();
  assert.equal(queue.jump(idOf(queue, "d")), page[3]);
  assert.deepEqual([names(queue.earlier), names(queue.next)], ["abc", ""]);
  assert.equal(queue.jump(12345), undefined);
});

test("only what sounded is history, the latest first, and no more than fifty", () => {
  const queue = begun();
  queue.step(1);
  queue.step(1);
  queue.hear();
  queue.start(song("x"), []);
  assert.equal(names(queue.heard), "db");
  for (let count = 0; count < 60; count += 1) {
    queue.hear();
    queue.start(song("x"), []);
  }
  assert.equal(queue.heard.length, 50);
});

test("repeat begins anew at the end, or stays with one song until somebody goes on", () => {
  const queue = begun();
  queue.repeat = "one";
  assert.equal(queue.following(page[1]), page[1]);
  assert.equal(queue.step(1), page[2]);
  queue.repeat = "all";
  queue.step(1);
  assert.equal(queue.following(page[3])?.title, "a");
  assert.equal(queue.step(1)?.title, "a");
  assert.equal(names(queue.next), "bcd");
});

test("shuffling keeps every song and follows the dice", () => {
  const queue = new Queue();
  queue.start(page[0], page);
  const dice = [0, 0.9];
  queue.shuffle(() => dice.shift() ?? 0);
  assert.equal(names(queue.next), "dcb");
});

test("a queue comes back from its JSON and goes on counting", () => {
  const queue = begun();
  queue.repeat = "all";
  queue.addNext(song("x"));
  const back = Queue.from(JSON.parse(JSON.stringify(queue.state)));
  assert.deepEqual(back.state, queue.state);
  back.addNext(song("y"));
  const ids = [...back.next, ...back.earlier, back.now].map((entry) => entry?.id);
  assert.equal(new Set(ids).size, ids.length);
});

test("of several versions of a song the first is the one in a row", () => {
  const versions = [song("a"), { ...song("b"), track: "track-a" }, song("c")];
  assert.deepEqual(songsOf(versions).map(({ title }) => title), ["a", "c"]);
});

test("a passage has its ends in order; setting an end again ends it, and so does one that is too short", () => {
  const loop = new Loop();
  loop.toggle("from", 20);
  assert.deepEqual([loop.isSet, loop.passage], [true, undefined]);
  loop.toggle("to", 12);
  assert.deepEqual(loop.passage, { from: 12, to: 20 });
  loop.toggle("to", 30);
  assert.equal(loop.isSet, false);
  loop.toggle("to", 8);
  assert.deepEqual(loop.passage, { from: 0, to: 8 });
  loop.set(4, 4.05);
  assert.equal(loop.isSet, false);
});

test("sleep comes when it was asked for, over the last twelve seconds", () => {
  const sleep = new Sleep();
  sleep.begin(15, 1000);
  assert.equal(sleep.left(1000), 900);
  assert.equal(sleep.gain(1000 + 880_000), 1);
  assert.equal(sleep.gain(1000 + 894_000), 0.5);
  assert.equal(sleep.isOver(1000 + 899_999), false);
  assert.equal(sleep.isOver(1000 + 900_000), true);
  sleep.begin("song", 0);
  assert.deepEqual([sleep.isAfterSong, sleep.left(1e12), sleep.gain(1e12)], [true, Infinity, 1]);
});

test("sleep goes on over a reload, but for what was over by then", () => {
  const again = (/** @type {Sleep} */ sleep, /** @type {number} */ now) => Sleep.from(JSON.parse(JSON.stringify(sleep.state)), now);
  const sleep = new Sleep();
  assert.deepEqual([again(sleep, 5).wish, again(sleep, 5).left(5)], ["off", Infinity]);
  sleep.begin(15, 1000);
  assert.deepEqual([again(sleep, 61_000).wish, again(sleep, 61_000).left(61_000)], [15, 840]);
  assert.deepEqual([again(sleep, 901_000).wish, again(sleep, 901_000).left(901_000)], ["off", Infinity]);
  sleep.begin("song", 1000);
  assert.equal(again(sleep, 1e12).isAfterSong, true);
});

test("the same music is at the same second of a master, and at the same share of a demo", () => {
  assert.equal(counterpart(60, 240, 241), 60);
  assert.equal(counterpart(60, 240, 120), 30);
  assert.equal(counterpart(239, 240, 236), 236);
  assert.equal(counterpart(7, 0, 120), 7);
});
