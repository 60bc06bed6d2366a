/** @typedef {"track" | "album" | "off"} Loudness what is made equally loud: every song, every album, nothing */

/**
 * What songs are brought to, in LUFS: the reference of ReplayGain 2.0. Nearly all music gets there, the loud by
 * becoming quieter and the quiet without clipping; of a higher one, quiet songs with loud moments would fall short.
 */
const TARGET = -18;
/** What the peaks of a song that is raised may reach, in dBTP: decoders need a little room (EBU R 128 §h). */
const CEILING = -1;

/**
 * The gain that brings a song to where the others are, in dB; none where its loudness isn't known.
 * @param {import("./playable.js").Playable} playable
 * @param {Loudness} loudness
 */
export function gainOf({ lufs, peak = 0, album }, loudness) {
  const measured = loudness === "album" && album ? album : { lufs, peak };
  if (loudness === "off" || measured.lufs === undefined) return 0;
  return Math.min(TARGET - measured.lufs, Math.max(0, CEILING - measured.peak));
}

/**
 * Whether the decoder of a codec applies a gain; else the element's volume has to.
 * @param {string} mime
 */
export function carriesGain(mime) {
  return /opus/i.test(mime);
}
