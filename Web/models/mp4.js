/**
 * The boxes of MP4 (ISO/IEC 14496-12): read, changed and written as far as songs in fragments need it.
 */

/** Boxes that hold boxes, and how many bytes of their own come before those. */
const FOLDERS = new Map([
  ["moov", 0], ["trak", 0], ["mdia", 0], ["minf", 0], ["stbl", 0], ["stsd", 8], ["Opus", 28], ["moof", 0], ["traf", 0],
]);
/** Bytes from the start of an `OpusSpecificBox` to its pre-skip and its output gain. */
const PRE_SKIP = 10;
const OUTPUT_GAIN = 16;

/** @typedef {{ name: string, at: number, size: number }} Box with the byte where it begins */
/** @typedef {{ bytes: Uint8Array, duration: number }} Packet coded sound, and how many samples it gives */

/**
 * An initialisation segment without anything that trims, and with a gain for the decoder to apply where the codec
 * knows one.
 *
 * The edit list and Opus's pre-skip say what the playlist says too: how much of the start nobody should hear.
 * Browsers would take that away a second time from songs that are trimmed by the append window. The gain of Opus is
 * exact to 1/256 dB, and changes with the song, to the sample (RFC 7845 §5.1).
 * @param {ArrayBuffer} init
 * @param {number} gain dB
 */
export function prepared(init, gain) {
  const changed = init.slice(0);
  const view = new DataView(changed);
  for (const { name, at } of boxesIn(view, 0, view.byteLength)) {
    if (name === "edts") rename(view, at, "free");
    if (name !== "dOps") continue;
    view.setUint16(at + PRE_SKIP, 0);
    view.setInt16(at + OUTPUT_GAIN, view.getInt16(at + OUTPUT_GAIN) + Math.round(gain * 256));
  }
  return changed;
}

/**
 * Every box, a folder before what is in it.
 * @param {DataView} view
 * @param {number} from
 * @param {number} to
 * @returns {Generator<Box>}
 */
export function* boxesIn(view, from, to) {
  for (let at = from, size = 0; at + 8 <= to; at += size) {
    size = view.getUint32(at);
    if (size < 8) return;
    const name = String.fromCharCode(...new Uint8Array(view.buffer, at + 4, 4));
    yield { name, at, size };
    const own = FOLDERS.get(name);
    if (own !== undefined) yield* boxesIn(view, at + 8 + own, Math.min(to, at + size));
  }
}

/**
 * @param {DataView} view
 * @param {number} at
 * @param {string} name four letters
 */
function rename(view, at, name) {
  for (let index = 0; index < 4; index += 1) view.setUint8(at + 4 + index, name.charCodeAt(index));
}

/**
 * A box with a name and what it holds.
 * @param {string} name four letters
 * @param {...(Uint8Array | number[])} parts
 */
export function box(name, ...parts) {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  const bytes = new Uint8Array(size);
  bytes.set(u32(size));
  for (let index = 0; index < 4; index += 1) bytes[4 + index] = name.charCodeAt(index);
  let at = 8;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @param {...number} values as 32 bits each, the highest first */
export function u32(...values) {
  return values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}
