/**
 * What is changed in a song's initialisation segment (ISO/IEC 14496-12) before a browser gets it.
 */

/** Boxes on the way to what is changed, and how many bytes of their own come before the boxes inside them. */
const FOLDERS = new Map([["moov", 0], ["trak", 0], ["mdia", 0], ["minf", 0], ["stbl", 0], ["stsd", 8], ["Opus", 28]]);
/** Bytes from the start of an `OpusSpecificBox` to its output gain. */
const OUTPUT_GAIN = 16;

/**
 * The segment without its edit list, and with a gain for the decoder to apply where the codec knows one.
 *
 * The edit list says what the playlist says too: how much of the start nobody should hear. Browsers would take that
 * away a second time from songs that are trimmed by the append window. The gain of Opus is exact to 1/256 dB, and
 * changes with the song, to the sample (RFC 7845 §5.1).
 * @param {ArrayBuffer} init
 * @param {number} gain dB
 */
export function prepared(init, gain) {
  const changed = init.slice(0);
  const view = new DataView(changed);
  for (const { name, at } of boxesIn(view, 0, view.byteLength)) {
    if (name === "edts") rename(view, at, "free");
    if (name === "dOps") view.setInt16(at + OUTPUT_GAIN, view.getInt16(at + OUTPUT_GAIN) + Math.round(gain * 256));
  }
  return changed;
}

/**
 * @param {DataView} view
 * @param {number} from
 * @param {number} to
 * @returns {Generator<{ name: string, at: number }>} with the byte where each begins
 */
function* boxesIn(view, from, to) {
  for (let at = from, size = 0; at + 8 <= to; at += size) {
    size = view.getUint32(at);
    if (size < 8) return;
    const name = String.fromCharCode(...new Uint8Array(view.buffer, at + 4, 4));
    yield { name, at };
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
