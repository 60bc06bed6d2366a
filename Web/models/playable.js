/**
 * What can be played, as a button on a page names it.
 * @typedef {object} Playable
 * @property {string} version
 * @property {string} track
 * @property {string} title
 * @property {string} artist
 * @property {string} href page of the track
 * @property {string} art address of the artwork in 200 pixels, or empty
 * @property {string} cover the same in 1000 pixels
 * @property {string} stream address of the master playlist
 * @property {string} waveform address of the waveform JSON
 * @property {string} key what opens an unlisted track, or empty
 * @property {number} seconds
 * @property {number} [lufs] integrated loudness, where it was measured
 * @property {number} [peak] true peak in dBTP, where it was measured
 * @property {boolean} isLosslessOffered whether the viewer may hear it without loss
 * @property {import("./album.js").Album} [album] what it is part of, where it was begun in a list
 */

/**
 * @param {HTMLElement} button
 * @returns {Playable}
 */
export function playableOf({ dataset }) {
  return {
    version: dataset.version ?? "",
    track: dataset.track ?? "",
    title: dataset.title ?? "",
    artist: dataset.artist ?? "",
    href: dataset.href ?? "",
    art: dataset.art ?? "",
    cover: dataset.cover ?? "",
    stream: dataset.stream ?? "",
    waveform: dataset.waveform ?? "",
    key: dataset.key ?? "",
    seconds: Number(dataset.ms ?? 0) / 1000,
    isLosslessOffered: dataset.lossless !== undefined,
    lufs: number(dataset.lufs),
    peak: number(dataset.peak),
  };
}

/**
 * Everything on the page that can be played, each version once, in the page's order.
 * @param {ParentNode} page
 * @returns {Playable[]}
 */
export function playablesOn(page) {
  /** @type {Map<string, Playable>} */ const found = new Map();
  for (const button of page.querySelectorAll("[data-play]")) {
    const playable = playableOf(/** @type {HTMLElement} */ (button));
    if (playable.version && playable.stream && !found.has(playable.version)) found.set(playable.version, playable);
  }
  return [...found.values()];
}

/**
 * `playables` with each song once, in the version that comes first: what plays in a row.
 * @param {Playable[]} playables
 */
export function songsOf(playables) {
  const tracks = new Set();
  return playables.filter(({ track }) => !tracks.has(track) && tracks.add(track));
}

/** @param {string | undefined} text */
function number(text) {
  return text === undefined ? undefined : Number(text);
}
