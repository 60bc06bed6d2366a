import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** A server's end that notes what it is asked. */
class Wire {
  static OPEN = 1;
  /** @type {Wire[]} */ static all = [];
  readyState = 0;
  /** @type {any[]} */ asked = [];

  constructor(address) {
    this.address = String(address);
    Wire.all.push(this);
  }

  send(text) {
    this.asked.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen();
  }

  break() {
    this.readyState = 3;
    this.onclose();
  }

  /** @param {any} event */
  tell(event) {
    this.onmessage({ data: JSON.stringify(event) });
  }
}

/** @type {typeof import("../../Web/lib/socket.js").listen} */ let listen;
let run = 0;

/** @param {string | undefined} since @param {string} [search] */
function showPage(since, search = "") {
  Object.assign(globalThis, {
    location: { href: `https://music.example/@a/song${search}`, search },
    document: { querySelector: () => ({ dataset: { since } }) },
  });
}

beforeEach(async () => {
  Wire.all = [];
  Object.assign(globalThis, { WebSocket: Wire });
  showPage("7");
  ({ listen } = await import(`../../Web/lib/socket.js?${(run += 1)}`));
});

test("the first question is for what happened since the page was made", () => {
  listen("track:1", () => {});
  listen("version:2", () => {});
  const [wire] = Wire.all;
  assert.equal(wire.address, "wss://music.example/api/v1/ws");
  assert.deepEqual(wire.asked, []);
  wire.open();
  assert.deepEqual(wire.asked, [
    { subscribe: ["track:1"], after: 7, key: null },
    { subscribe: ["version:2"], after: 7, key: null },
  ]);
});

test("a page that says nothing asks for nothing past", () => {
  showPage(undefined, "?key=abc");
  listen("track:1", () => {});
  Wire.all[0].open();
  assert.deepEqual(Wire.all[0].asked, [{ subscribe: ["track:1"], key: "abc" }]);
});

test("after a break each topic goes on behind the last that was heard of it", (context) => {
  /** @type {(() => void)[]} */ const due = [];
  context.mock.method(globalThis, "setTimeout", (/** @type {() => void} */ work) => due.push(work));
  /** @type {number[]} */ const heard = [];
  listen("track:1", ({ seq }) => heard.push(seq));
  listen("track:2", () => {});
  const [first] = Wire.all;
  first.open();
  first.tell({ seq: 9, event: "comment.added", topic: "track:1", data: {} });
  first.tell({ seq: null, event: "job.progress", topic: "track:1", data: {} });
  first.break();
  for (const work of due.splice(0)) work();
  const second = Wire.all[1];
  second.open();
  assert.deepEqual(second.asked.map(({ subscribe, after }) => [subscribe[0], after]), [["track:1", 9], ["track:2", 7]]);
  second.tell({ seq: 9, event: "comment.added", topic: "track:1", data: {} });
  second.tell({ seq: 10, event: "comment.added", topic: "track:1", data: {} });
  assert.deepEqual(heard, [9, null, 10]);
});

test("the next page hears of what came while it was on its way", async () => {
  listen("me", () => {});
  const leave = listen("track:1", () => {});
  const [wire] = Wire.all;
  wire.open();
  wire.tell({ seq: 8, event: "comment.added", topic: "track:1", data: {} });
  wire.tell({ seq: 9, event: "comment.added", topic: "track:1", data: {} });
  leave();
  showPage("8");
  /** @type {number[]} */ const heard = [];
  listen("track:1", ({ seq }) => heard.push(seq));
  await Promise.resolve();
  assert.deepEqual(heard, [9]);
  assert.equal(wire.asked.length, 2);
});

test("who listens to nothing hangs up", () => {
  const leave = listen("track:1", () => {});
  Wire.all[0].open();
  leave();
  assert.equal(Wire.all[0].readyState, 3);
  listen("track:1", () => {});
  assert.equal(Wire.all.length, 2);
});
