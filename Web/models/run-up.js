import { packetsOf, segmentOf } from "./packets.js";

/** @typedef {import("./mp4.js").Packet} Packet */
/** @typedef {import("./timeline.js").Stretch} Stretch */

/**
 * Packets after which an Opus decoder is where it would be if it had heard everything. RFC 7845 §4.6 asks for 80 ms;
 * with one more they make 120 ms, the most that a packet holds.
 */
const PACKETS = 5;
/** Samples in each of our packets, and a second. */
const PACKET = 960;
const RATE = 48_000;

/**
 * A segment for its stretch; where that begins in mid-song, with what a decoder must hear before.
 * @param {Stretch} stretch
 * @param {number} index
 * @param {AbortSignal} signal
 */
export async function segmentFor({ source, from }, index, signal) {
  const { segments, skip } = source.list;
  const inside = from + skip - segments[index].start;
  const own = await source.segment(index, signal);
  if (from === 0 || inside <= 0 || !/opus/i.test(source.mime)) return own;
  const isNear = index > 0 && inside * RATE < PACKETS * PACKET;
  const before = isNear ? [await source.segment(index - 1, signal)] : [];
  return withRunUp([...before, own], Math.round((from + skip) * RATE));
}

/**
 * Lets a decoder warm up before a place in mid-song, so that the first sound there is right: the packets before it
 * become one with the packet that it is in, which the append window then trims to the sample. Opus alone has packets
 * of many frames; where the packets are others, nothing changes.
 * @param {ArrayBuffer[]} segments the one that holds the place, behind the one before it where there is one
 * @param {number} place samples from the start of the song's coded sound
 * @returns {ArrayBuffer} what holds the place and everything behind it
 */
export function withRunUp(segments, place) {
  const own = /** @type {ArrayBuffer} */ (segments.at(-1));
  const read = segments.map(packetsOf);
  const packets = read.flatMap((segment) => segment.packets);
  let { time } = read[0];
  let index = 0;
  while (index < packets.length && time + packets[index].duration <= place) time += packets[index++].duration;
  const first = Math.max(0, index - PACKETS);
  const merged = together(packets.slice(first, index + 1));
  if (!merged) return own;
  const start = time - packets.slice(first, index).reduce((sum, { duration }) => sum + duration, 0);
  return segmentOf(start, [merged, ...packets.slice(index + 1)]);
}

/**
 * Opus packets of one frame each as one packet of many (RFC 6716 §3.2.5); nothing where they can't be one.
 * @param {Packet[]} packets
 * @returns {Packet | undefined}
 */
function together(packets) {
  const [first] = packets;
  const isLike = (/** @type {Packet} */ { bytes }) => bytes.length > 1 && bytes[0] === first.bytes[0];
  if (packets.length < 2 || (first.bytes[0] & 3) !== 0 || !packets.every(isLike)) return undefined;
  const frames = packets.map(({ bytes }) => bytes.subarray(1));
  const sizes = frames.slice(0, -1).flatMap(({ length }) => sizeOf(length));
  const bytes = [first.bytes[0] | 3, 0x80 | frames.length, ...sizes, ...frames.flatMap((frame) => [...frame])];
  return { bytes: Uint8Array.from(bytes), duration: packets.reduce((sum, { duration }) => sum + duration, 0) };
}

/**
 * The size of a frame as Opus writes it (RFC 6716 §3.2.1).
 * @param {number} size bytes
 */
function sizeOf(size) {
  if (size < 252) return [size];
  const low = 252 + (size & 3);
  return [low, (size - low) / 4];
}
