import { box, u32 } from "./mp4.js";
import { segmentOf } from "./packets.js";

/** Samples in a frame. */
const FRAME = 4096;
/** Rates and how a frame's head names them (RFC 9639 §9.1.2); others stand in the head of the stream alone. */
const RATES = new Map([
  [88_200, 1], [176_400, 2], [192_000, 3], [8000, 4], [16_000, 5], [22_050, 6], [24_000, 7], [32_000, 8], [44_100, 9], [48_000, 10], [96_000, 11],
]);
/** As browsers spell it. */
const MIMES = ['audio/mp4; codecs="flac"', 'audio/mp4; codecs="fLaC"'];
/** The largest 24-bit sample. */
const FULL = 0x7fffff;

const CRC8 = table(8, 0x07);
const CRC16 = table(16, 0x8005);

/**
 * How this browser calls it; nothing where it plays none.
 * @returns {string | undefined}
 */
export function flacMime() {
  const { ManagedMediaSource, MediaSource } = /** @type {any} */ (globalThis);
  return MIMES.find((mime) => (ManagedMediaSource ?? MediaSource)?.isTypeSupported(mime));
}

/**
 * Stereo sound in MP4 as browsers append it: FLAC that keeps every sample as it is (RFC 9639, verbatim subframes).
 * @param {[Float32Array, Float32Array]} sides left and right, equally long; full scale ±1
 * @param {number} rate samples a second
 * @param {number} [time] where it begins, in samples
 * @returns {{ init: ArrayBuffer, segment: ArrayBuffer }}
 */
export function flacOf([left, right], rate, time = 0) {
  const packets = [];
  for (let at = 0; at < left.length; at += FRAME) {
    const end = Math.min(left.length, at + FRAME);
    packets.push({ bytes: frame(packets.length, rate, left.subarray(at, end), right.subarray(at, end)), duration: end - at });
  }
  return { init: initialisation(rate), segment: segmentOf(time, packets) };
}

/**
 * A frame of two subframes of 24 bits (RFC 9639 §9).
 * @param {number} number of the frame, below 2048
 * @param {number} rate
 * @param {Float32Array} left
 * @param {Float32Array} right
 */
function frame(number, rate, left, right) {
  const count = left.length - 1;
  const counted = number < 128 ? [number] : [0xc0 | (number >> 6), 0x80 | (number & 63)];
  const head = [0xff, 0xf8, 0x70 | (RATES.get(rate) ?? 0), 0x1c, ...counted, count >> 8, count & 255];
  const bytes = new Uint8Array(head.length + 1 + 2 * (1 + 3 * left.length) + 2);
  bytes.set(head);
  bytes[head.length] = checksum(CRC8, 8, bytes.subarray(0, head.length));
  let at = head.length + 1;
  for (const side of [left, right]) at = putVerbatim(bytes, at, side);
  const sum = checksum(CRC16, 16, bytes.subarray(0, at));
  bytes.set([sum >> 8, sum & 255], at);
  return bytes;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {Float32Array} samples
 * @returns {number} where the next subframe begins
 */
function putVerbatim(bytes, at, samples) {
  bytes[at++] = 0x02;
  for (const sample of samples) {
    const value = Math.round(Math.min(1, Math.max(-1, sample)) * FULL);
    bytes[at++] = value >> 16;
    bytes[at++] = value >> 8;
    bytes[at++] = value;
  }
  return at;
}

/**
 * What says that 24-bit stereo FLAC follows.
 * @param {number} rate
 */
function initialisation(rate) {
  // STREAMINFO: sizes of blocks, unknown sizes of frames, rate, two channels of 24 bits, unknown length and sum.
  const info = [FRAME >> 8, FRAME & 255, FRAME >> 8, FRAME & 255, 0, 0, 0, 0, 0, 0, rate >> 12, (rate >> 4) & 255, ((rate & 15) << 4) | 3, 0x70];
  // A sample entry has 16 bits for the rate; of a higher one it names a division.
  const named = rate / 2 ** Math.max(0, Math.ceil(Math.log2(rate / 0xffff)));
  const stream = box("dfLa", u32(0), u32(0x80000022), info, new Uint8Array(20));
  const entry = box("fLaC", u32(0, 1, 0, 0), u32(0x00020018), u32(0), u32(named << 16), stream);
  const table = box("stbl", box("stsd", u32(0, 1), entry), box("stts", u32(0, 0)), box("stsc", u32(0, 0)), box("stsz", u32(0, 0, 0)), box("stco", u32(0, 0)));
  const data = box("dinf", box("dref", u32(0, 1), box("url ", u32(1))));
  const handler = box("hdlr", u32(0, 0, 0x736f756e, 0, 0, 0), [0]);
  const media = box("mdia", box("mdhd", u32(0, 0, 0, rate, 0, 0x55c40000)), handler, box("minf", box("smhd", u32(0, 0)), data, table));
  const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
  const track = box("trak", box("tkhd", u32(7, 0, 0, 1, 0, 0, 0, 0, 0, 0x01000000), matrix, u32(0, 0)), media);
  const movie = box("mvhd", u32(0, 0, 0, rate, 0, 0x10000, 0x01000000, 0, 0), matrix, u32(0, 0, 0, 0, 0, 0, 2));
  const moov = box("moov", movie, track, box("mvex", box("trex", u32(0, 1, 1, 0, 0, 0))));
  const kind = box("ftyp", u32(0x69736f35, 0, 0x69736f35, 0x6d703431));
  const bytes = new Uint8Array(kind.length + moov.length);
  bytes.set(kind);
  bytes.set(moov, kind.length);
  return bytes.buffer;
}

/**
 * @param {Uint16Array} sums of every byte
 * @param {8 | 16} bits
 * @param {Uint8Array} bytes
 */
function checksum(sums, bits, bytes) {
  let sum = 0;
  for (const byte of bytes) sum = bits === 8 ? sums[sum ^ byte] : ((sum << 8) & 0xffff) ^ sums[(sum >> 8) ^ byte];
  return sum;
}

/**
 * @param {8 | 16} bits
 * @param {number} polynomial
 */
function table(bits, polynomial) {
  const top = 1 << (bits - 1);
  const mask = (1 << bits) - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let sum = byte << (bits - 8);
    for (let turn = 0; turn < 8; turn += 1) sum = (sum & top ? (sum << 1) ^ polynomial : sum << 1) & mask;
    return sum;
  });
}
