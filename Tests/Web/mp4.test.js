import assert from "node:assert/strict";
import { test } from "node:test";
import { prepared } from "../../Web/models/mp4.js";

/** A box with a name and what it holds. */
function box(name, ...parts) {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, content]);
}

/** The bytes as a browser fetches them. */
const fetched = (bytes) => Uint8Array.from(bytes).buffer;

const edits = box("edts", box("elst", [0, 0, 0, 0]));

test("an edit list is made void; nothing else moves or changes", () => {
  const init = box("ftyp", Buffer.from("edts"), box("edts", [1]));
  const whole = (list) => Buffer.concat([init, box("moov", box("mvhd", [1, 2]), box("trak", list, box("mdia", [9])))]);
  const original = fetched(whole(edits));
  const changed = Buffer.from(prepared(original, 0));
  assert.deepEqual(changed, whole(box("free", box("elst", [0, 0, 0, 0]))));
  assert.deepEqual(Buffer.from(original), whole(edits));
});

test("a gain is added to the one that an Opus header has", () => {
  const header = (gain) => {
    const [high, low] = [(gain >> 8) & 255, gain & 255];
    const dOps = box("dOps", [0, 2, 1, 56, 0, 0, 187, 128, high, low, 0]);
    const entry = box("Opus", new Uint8Array(28), dOps);
    const stsd = box("stsd", new Uint8Array(8), entry);
    return box("moov", box("trak", box("mdia", box("minf", box("stbl", stsd)))));
  };
  assert.deepEqual(Buffer.from(prepared(fetched(header(0)), -6.5)), header(-6.5 * 256));
  assert.deepEqual(Buffer.from(prepared(fetched(header(512)), 1)), header(768));
});

test("broken segments stay as they are", () => {
  for (const bytes of [[], [0, 0, 0], box("moov", [0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0]), box("moov", box("trak", edits).subarray(0, 11))]) {
    assert.deepEqual(Buffer.from(prepared(fetched(bytes), 3)), Buffer.from(bytes));
  }
});
