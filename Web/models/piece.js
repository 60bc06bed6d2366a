import { flacMime, flacOf } from "./flac.js";
import { carriesGain } from "./loudness.js";
import { prepared } from "./mp4.js";
import { packetsOf } from "./packets.js";
import { segmentFor } from "./run-up.js";

/** @typedef {import("./timeline.js").Stretch} Stretch */
/** @typedef {{ mime: string, init: ArrayBuffer, segment: ArrayBuffer }} Piece what a source buffer takes */

/**
 * A segment for its stretch, as loud as it shall be.
 *
 * The decoder of Opus applies a gain. Of other codecs none does: their segments are decoded, changed and coded anew
 * without loss, so that every rendition of a song comes out equally loud, from the same sample on. Where a browser
 * can't do that they are played as they are.
 * @param {Stretch} stretch
 * @param {number} index
 * @param {AbortSignal} signal
 * @returns {Promise<Piece>}
 */
export async function pieceOf(stretch, index, signal) {
  const { source, gain } = stretch;
  const [init, segment] = await Promise.all([source.init(signal), segmentFor(stretch, index, signal)]);
  const plain = { mime: source.mime, init: prepared(init, gain), segment };
  const mime = gain !== 0 && !carriesGain(source.mime) && flacMime();
  if (!mime) return plain;
  const before = index > 0 ? [await source.segment(index - 1, signal)] : [];
  const sides = await decoded(init, [...before, segment], source.list.rate).catch(() => undefined);
  return sides ? { mime, ...flacOf(amplified(sides, gain), source.list.rate, packetsOf(segment).time) } : plain;
}

/**
 * The sound of the last of some segments that follow each other; a decoder needs what came before to get it right.
 * @param {ArrayBuffer} init
 * @param {ArrayBuffer[]} segments
 * @param {number} rate samples a second
 * @returns {Promise<[Float32Array, Float32Array]>} left and right
 */
async function decoded(init, segments, rate) {
  const bytes = await new Blob([prepared(init, 0), ...segments]).arrayBuffer();
  const sound = await new OfflineAudioContext(2, 1, rate).decodeAudioData(bytes);
  const { packets } = packetsOf(/** @type {ArrayBuffer} */ (segments.at(-1)));
  const from = sound.length - packets.reduce((sum, { duration }) => sum + duration, 0);
  if (from < 0) throw new Error("a part of the sound is missing");
  return [sound.getChannelData(0).subarray(from), sound.getChannelData(sound.numberOfChannels - 1).subarray(from)];
}

/**
 * @param {[Float32Array, Float32Array]} sides
 * @param {number} gain dB
 * @returns {[Float32Array, Float32Array]}
 */
function amplified([left, right], gain) {
  const factor = 10 ** (gain / 20);
  return [left.map((sample) => sample * factor), right.map((sample) => sample * factor)];
}
