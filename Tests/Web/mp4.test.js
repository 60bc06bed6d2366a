import assert from "node:assert/strict";
import { test } from "node:test";
import { prepared } from "../../Web/models/mp4.js";
import { packetsOf, segmentOf } from "../../Web/models/packets.js";
import { withRunUp } from "../../Web/models/run-up.js";

/** A box with a name and what it holds; written apart from the code that is tested. */
function box(name, ...parts) {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, content]);
}

/** The bytes as a browser fetches them. */
const fetched = (bytes) => Uint8Array.from(bytes).buffer;

/** Numbers of 32 bits, the highest byte first. */
const be = (...values) => Buffer.concat(values.map((value) => Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255])));

/** Twenty milliseconds of coded sound. */
const packet = (bytes) => ({ bytes: Uint8Array.from(bytes), duration: 960 });

const edits = box("edts", box("elst", [0, 0, 0, 0]));

test("an edit list is made void; nothing else moves or changes", () => {
  const init = box("ftyp", Buffer.from("edts"), box("edts", [1]));
  const whole = (list) => Buffer.concat([init, box("moov", box("mvhd", [1, 2]), box("trak", list, box("mdia", [9])))]);
  const original = fetched(whole(edits));
  const changed = Buffer.from(prepared(original, 0));
  assert.deepEqual(changed, whole(box("free", box("elst", [0, 0, 0, 0]))));
  assert.deepEqual(Buffer.from(original), whole(edits));
});

test("an Opus header loses its pre-skip, and a gain is added to the one it has", () => {
  const header = (gain, skip = [1, 56]) => {
    const [high, low] = [(gain >> 8) & 255, gain & 255];
    const dOps = box("dOps", [0, 2, ...skip, 0, 0, 187, 128, high, low, 0]);
    const entry = box("Opus", new Uint8Array(28), dOps);
    const stsd = box("stsd", new Uint8Array(8), entry);
    return box("moov", box("trak", box("mdia", box("minf", box("stbl", stsd)))));
  };
  assert.deepEqual(Buffer.from(prepared(fetched(header(0)), -6.5)), header(-6.5 * 256, [0, 0]));
  assert.deepEqual(Buffer.from(prepared(fetched(header(512)), 1)), header(768, [0, 0]));
});

test("broken segments stay as they are", () => {
  for (const bytes of [[], [0, 0, 0], box("moov", [0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0]), box("moov", box("trak", edits).subarray(0, 11))]) {
    assert.deepEqual(Buffer.from(prepared(fetched(bytes), 3)), Buffer.from(bytes));
  }
});

test("packets are found in every fragment of a segment, by sizes of their own or a common one", () => {
  const own = box("trun", [0, 0, 2, 1], be(2, 0), be(3, 1));
  const common = box("trun", [0, 0, 0, 1], be(2, 0));
  const fragment = (time, run, data) => {
    const head = (offset) => {
      const placed = Buffer.from(run);
      placed.writeInt32BE(offset, 16);
      const defaults = box("tfhd", [0, 2, 0, 0x3a], be(1, 1, 960, 2, 0x02000000));
      return box("moof", box("mfhd", be(0, 1)), box("traf", defaults, box("tfdt", [1, 0, 0, 0], be(0, time)), placed));
    };
    return Buffer.concat([head(head(0).length + 8), box("mdat", data)]);
  };
  const segment = Buffer.concat([box("styp"), fragment(1920, own, [1, 2, 3, 4]), fragment(3840, common, [5, 6, 7, 8])]);
  const { time, packets } = packetsOf(fetched(segment));
  assert.equal(time, 1920);
  assert.deepEqual(packets.map(({ bytes }) => [...bytes]), [[1, 2, 3], [4], [5, 6], [7, 8]]);
  assert.deepEqual(packets.map(({ duration }) => duration), [960, 960, 960, 960]);
});

test("a segment that was written is read as it was", () => {
  const packets = [packet([252, 1, 2]), packet([252, 3])];
  const read = packetsOf(segmentOf(2 ** 33 + 5, packets));
  assert.equal(read.time, 2 ** 33 + 5);
  assert.deepEqual(read.packets.map(({ bytes }) => [...bytes]), [[252, 1, 2], [252, 3]]);
});

test("a decoder warms up on what stands before a place in one packet", () => {
  const numbered = (from, to) => segmentOf(from * 960, Array.from({ length: to - from }, (_, index) => packet([252, from + index])));
  const { time, packets } = packetsOf(withRunUp([numbered(0, 10), numbered(10, 20)], 12.5 * 960));
  assert.equal(time, 7 * 960);
  assert.deepEqual([...packets[0].bytes], [255, 0x80 | 6, 1, 1, 1, 1, 1, 7, 8, 9, 10, 11, 12]);
  assert.equal(packets[0].duration, 6 * 960);
  assert.deepEqual(packets.slice(1).map(({ bytes }) => bytes[1]), [13, 14, 15, 16, 17, 18, 19]);
});

test("long frames are measured as Opus does, and packets of different kinds are left alone", () => {
  const long = packet([252, ...new Uint8Array(1001).fill(7)]);
  const [merged] = packetsOf(withRunUp([segmentOf(0, [long, packet([252, 1])])], 1000)).packets;
  assert.deepEqual([...merged.bytes.subarray(0, 4)], [255, 0x82, 253, 187]);
  assert.equal(253 + 4 * 187, 1001);
  const mixed = segmentOf(0, [packet([252, 1]), packet([248, 1])]);
  assert.equal(withRunUp([mixed], 1000), mixed);
});
