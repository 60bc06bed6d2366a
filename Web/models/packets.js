import { box, boxesIn, u32 } from "./mp4.js";

/** @typedef {import("./mp4.js").Packet} Packet */

/** Bits of `tfhd` and `trun` that say which fields are there (ISO/IEC 14496-12 §8.8.7, §8.8.8). */
const HEAD = { base: 0x1, description: 0x2, duration: 0x8, size: 0x10 };
const RUN = { offset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, time: 0x800 };

/**
 * The packets of a segment of one track, whose sizes and durations stand where our packager writes them.
 * @param {ArrayBuffer} segment
 * @returns {{ time: number, packets: Packet[] }} `time` counts samples from the start of the song's coded sound
 */
export function packetsOf(segment) {
  const view = new DataView(segment);
  /** @type {Packet[]} */ const packets = [];
  const fragment = { at: 0, duration: 0, size: 0 };
  let time = -1;
  for (const { name, at } of boxesIn(view, 0, view.byteLength)) {
    if (name === "moof") fragment.at = at;
    if (name === "tfhd") Object.assign(fragment, defaultsAt(view, at));
    if (name === "tfdt" && time < 0) time = view.getUint8(at + 8) === 1 ? Number(view.getBigUint64(at + 12)) : view.getUint32(at + 12);
    if (name === "trun") packets.push(...runAt(view, at, fragment));
  }
  return { time: Math.max(0, time), packets };
}

/**
 * @param {DataView} view
 * @param {number} at
 */
function defaultsAt(view, at) {
  const flags = view.getUint32(at + 8) & 0xffffff;
  let field = at + 16 + (flags & HEAD.base ? 8 : 0) + (flags & HEAD.description ? 4 : 0);
  const duration = flags & HEAD.duration ? view.getUint32(field) : 0;
  if (flags & HEAD.duration) field += 4;
  return { duration, size: flags & HEAD.size ? view.getUint32(field) : 0 };
}

/**
 * @param {DataView} view
 * @param {number} at
 * @param {{ at: number, duration: number, size: number }} fragment
 * @returns {Generator<Packet>}
 */
function* runAt(view, at, fragment) {
  const flags = view.getUint32(at + 8) & 0xffffff;
  let data = fragment.at + (flags & RUN.offset ? view.getInt32(at + 16) : 0);
  let field = at + 16 + (flags & RUN.offset ? 4 : 0) + (flags & RUN.firstFlags ? 4 : 0);
  const next = (/** @type {number} */ bit, /** @type {number} */ otherwise) => {
    if (!(flags & bit)) return otherwise;
    field += 4;
    return view.getUint32(field - 4);
  };
  for (let left = view.getUint32(at + 12); left > 0; left -= 1) {
    const duration = next(RUN.duration, fragment.duration);
    const size = next(RUN.size, fragment.size);
    next(RUN.flags, 0);
    next(RUN.time, 0);
    yield { bytes: new Uint8Array(view.buffer, data, size), duration };
    data += size;
  }
}

/**
 * A segment of one track that holds packets.
 * @param {number} time where it begins, in samples
 * @param {Packet[]} packets
 * @returns {ArrayBuffer}
 */
export function segmentOf(time, packets) {
  const fragment = (/** @type {number} */ offset) => box("moof", box("mfhd", u32(0, 1)), box(
    "traf",
    // The data stands behind this box; a sample depends on no other.
    box("tfhd", u32(0x020020, 1, 0x02000000)),
    box("tfdt", u32(0x01000000, Math.floor(time / 2 ** 32), time)),
    box("trun", u32(RUN.offset | RUN.duration | RUN.size, packets.length, offset), packets.flatMap(({ bytes, duration }) => u32(duration, bytes.length))),
  ));
  const head = fragment(fragment(0).length + 8);
  const data = box("mdat", ...packets.map(({ bytes }) => bytes));
  const segment = new Uint8Array(head.length + data.length);
  segment.set(head);
  segment.set(data, head.length);
  return segment.buffer;
}
