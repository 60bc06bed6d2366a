/** @typedef {import("./playlist.js").Variant} Variant */
/**
 * @typedef {object} Wish
 * @property {(mime: string) => boolean} canPlay
 * @property {boolean} isLossless whether sound without loss was chosen
 * @property {boolean} isSaving whether as little as possible shall be fetched
 * @property {number | undefined} speed bits a second that came lately, where that is known
 */

/** How much faster than the music a network must be. */
const MARGIN = 1.5;

/**
 * What to play of all that is offered: what the server puts first; on a slow network or where data is saved the
 * smallest; without loss only where that was chosen and the network is fast enough.
 * @param {Variant[]} variants
 * @param {Wish} wish
 * @returns {{ variant: Variant, mime: string } | undefined} nothing where nothing can be played
 */
export function choose(variants, { canPlay, isLossless, isSaving, speed }) {
  const playable = variants.flatMap((variant) => {
    const mime = typesOf(variant.codecs).find(canPlay);
    return mime ? [{ variant, mime }] : [];
  });
  const isFast = (/** @type {{ variant: Variant }} */ { variant }) => !isSaving && (speed === undefined || speed > MARGIN * variant.bandwidth);
  const lossless = playable.filter(({ variant }) => isExact(variant.codecs));
  const small = playable.filter(({ variant }) => !isExact(variant.codecs));
  const smallest = [...small].sort((one, other) => one.variant.bandwidth - other.variant.bandwidth)[0];
  return (isLossless ? lossless.find(isFast) : undefined) ?? small.find(isFast) ?? smallest ?? lossless[0];
}

/**
 * Whether it keeps every sample as it is.
 * @param {string} codecs or a MIME type that names them
 */
export function isExact(codecs) {
  return /\b(flac|alac)\b/i.test(codecs);
}

/**
 * Chromium and Firefox say `opus`, Safari says `Opus`.
 * @param {string} codecs
 */
function typesOf(codecs) {
  const spellings = /^opus$/i.test(codecs) ? ["opus", "Opus"] : /^flac$/i.test(codecs) ? ["flac", "fLaC"] : [codecs];
  return spellings.map((codec) => `audio/mp4; codecs="${codec}"`);
}
