import assert from "node:assert/strict";
import { test } from "node:test";
import { fadeBetween } from "../../Web/models/blend.js";
import { flacOf } from "../../Web/models/flac.js";
import { boxesIn } from "../../Web/models/mp4.js";
import { packetsOf } from "../../Web/models/packets.js";

/** The remainder of a polynomial division, bit by bit: zero for what carries its own checksum at its end. */
function remainder(bytes, bits, polynomial) {
  let sum = 0;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const carry = (sum >> (bits - 1)) & 1;
      sum = ((sum << 1) | ((byte >> bit) & 1)) & ((1 << bits) - 1);
      if (carry) sum ^= polynomial;
    }
  }
  return sum;
}

test("a fade is no longer than half of either song", () => {
  assert.equal(fadeBetween(6, { length: 100 }, { length: 200 }), 6);
  assert.equal(fadeBetween(6, { length: 100 }, { length: 5 }), 2.5);
  assert.equal(fadeBetween(0, { length: 100 }, { length: 100 }), 0);
  assert.equal(fadeBetween(6, { length: 0 }, { length: 100 }), 0);
});

test("FLAC frames hold every sample and sums that are right", () => {
  const left = Float32Array.from({ length: 200 * 4096 + 77 }, (_, index) => Math.sin(index));
  const right = left.map((sample) => -sample * 2);
  const { packets } = packetsOf(flacOf([left, right], 48_000).segment);
  assert.equal(packets.length, 201);
  assert.equal(packets.reduce((sum, { duration }) => sum + duration, 0), left.length);
  for (const { bytes } of [packets[0], packets[127], packets[128], packets[200]]) {
    const head = bytes[4] < 128 ? 8 : 9;
    assert.deepEqual([bytes[0], bytes[1]], [0xff, 0xf8]);
    assert.equal(remainder(bytes.subarray(0, head), 8, 0x07), 0);
    assert.equal(remainder(bytes, 16, 0x8005), 0);
  }
  const { bytes } = packets[200];
  assert.equal(bytes.length, 9 + 2 * (1 + 3 * 77) + 2);
  const sample = (at) => ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8)) / 2 ** 31;
  assert.ok(Math.abs(sample(10 + 3 * 5) - left[200 * 4096 + 5]) < 1e-6);
  assert.ok(Math.abs(sample(10 + 3 * 77 + 1 + 3 * 5) - Math.max(-1, Math.min(1, right[200 * 4096 + 5]))) < 1e-6);
});

test("FLAC says its rate and where it begins", () => {
  const sides = [new Float32Array(5000), new Float32Array(5000)];
  for (const [rate, code, named] of [[44_100, 9, 44_100], [48_000, 10, 48_000], [96_000, 11, 48_000], [12_345, 0, 12_345]]) {
    const { init, segment } = flacOf(sides, rate, 3 * rate);
    const { time, packets } = packetsOf(segment);
    assert.equal(time, 3 * rate);
    assert.equal(packets[1].bytes[2] & 15, code);
    const view = new DataView(init);
    const entry = [...boxesIn(view, 0, view.byteLength)].find(({ name }) => name === "stsd").at + 16;
    assert.equal(view.getUint32(entry + 32) >>> 16, named);
    const info = entry + 36 + 8 + 4 + 4;
    assert.equal(view.getUint32(info + 10) >>> 12, rate);
  }
});
