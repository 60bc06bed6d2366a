import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutEdits } from "../../Web/models/mp4.js";

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
  const changed = Buffer.from(withoutEdits(original));
  assert.deepEqual(changed, whole(box("free", box("elst", [0, 0, 0, 0]))));
  assert.deepEqual(Buffer.from(original), whole(edits));
});

test("broken segments stay as they are", () => {
  for (const bytes of [[], [0, 0, 0], box("moov", [0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0]), box("moov", box("trak", edits).subarray(0, 11))]) {
    assert.deepEqual(Buffer.from(withoutEdits(fetched(bytes))), Buffer.from(bytes));
  }
});
