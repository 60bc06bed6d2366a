/**
 * What an HLS playlist says (RFC 8216), and the three tags of ours that tell a player where the music begins and
 * ends inside the encoded frames.
 */

/** @typedef {{ url: string, codecs: string, bandwidth: number }} Variant */
/** @typedef {{ url: string, start: number, duration: number }} Segment */
/**
 * @typedef {object} MediaList
 * @property {string} init address of the initialisation segment
 * @property {Segment[]} segments in order; `start` counts the encoder's frames, lead-in included
 * @property {boolean} isComplete whether no segment will follow
 * @property {number} skip seconds at the start that nobody should hear
 * @property {number | undefined} length seconds of music, known once it is complete
 * @property {number} target seconds that no segment exceeds
 * @property {number} rate samples a second
 */

/**
 * @param {string} text of a master playlist
 * @param {string} base address that it came from
 * @returns {Variant[]}
 */
export function parseMaster(text, base) {
  /** @type {Variant[]} */ const variants = [];
  let attributes = "";
  for (const line of lines(text)) {
    if (line.startsWith("#EXT-X-STREAM-INF:")) attributes = line;
    else if (!line.startsWith("#") && attributes) {
      variants.push({
        url: new URL(line, base).href,
        codecs: /CODECS="([^"]+)"/.exec(attributes)?.[1] ?? "",
        bandwidth: Number(/[:,]BANDWIDTH=(\d+)/.exec(attributes)?.[1] ?? 0),
      });
      attributes = "";
    }
  }
  return variants;
}

/**
 * @param {string} text of a media playlist
 * @param {string} base address that it came from
 * @returns {MediaList}
 */
export function parseMedia(text, base) {
  /** @type {MediaList} */
  const list = { init: "", segments: [], isComplete: false, skip: 0, length: undefined, target: 6, rate: 48_000 };
  let skip = 0;
  /** @type {number | undefined} */ let samples;
  let start = 0;
  let duration = 0;
  for (const line of lines(text)) {
    const [, tag, value] = /^#([A-Z-]+):?(.*)$/.exec(line) ?? [];
    switch (tag) {
      case "EXT-X-STEMMA-RATE": list.rate = Number(value) || list.rate; break;
      case "EXT-X-STEMMA-SKIP": skip = Number(value) || 0; break;
      case "EXT-X-STEMMA-SAMPLES": samples = Number(value); break;
      case "EXT-X-TARGETDURATION": list.target = Number(value) || list.target; break;
      case "EXT-X-MAP": list.init = new URL(/URI="([^"]+)"/.exec(value)?.[1] ?? "", base).href; break;
      case "EXT-X-ENDLIST": list.isComplete = true; break;
      case "EXTINF": duration = Number.parseFloat(value); break;
      case undefined:
        list.segments.push({ url: new URL(line, base).href, start, duration });
        start += duration;
    }
  }
  list.skip = skip / list.rate;
  list.length = samples === undefined || !list.isComplete ? undefined : samples / list.rate;
  return list;
}

/** @param {string} text */
function lines(text) {
  return text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
}
