/**
 * What is changed in a song's initialisation segment (ISO/IEC 14496-12) before a browser gets it.
 */

/** Boxes on the way to what is changed, and how many bytes of their own come before the boxes inside them. */
const FOLDERS = new Map([["moov", 0], ["trak", 0]]);

/**
 * The segment without its edit list, which says what the playlist says too: how much of the start nobody should
 * hear. Browsers would take that away a second time from songs that are trimmed by the append window.
 * @param {ArrayBuffer} init
 */
export function withoutEdits(init) {
  const changed = init.slice(0);
  const view = new DataView(changed);
  for (const { name, at } of boxesIn(view, 0, view.byteLength)) {
    if (name === "edts") rename(view, at, "free");
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
