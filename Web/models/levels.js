/**
 * The levels of a recording: audiowaveform's JSON, version 2, peaks and RMS on one grid.
 */

/** @typedef {{ sample_rate: number, samples_per_pixel: number, bits: number, length: number, data: number[] }} WaveformJSON */
/** @typedef {{ high: number, low: number, body: number }} Column levels of 0…1 above and below the axis, and the body (RMS) */

/** How far the body reaches where only peaks are known. */
const GUESSED_BODY = 0.42;

/** How many pixels of one recording are fetched at most; of hours the finest grain is coarser. */
const MOST = 500_000;

/** How many recordings are kept at hand. */
const KEPT = 24;

export class Levels {
  /** @type {Int16Array} */ #peaks;
  /** @type {Int16Array | undefined} */ #body;
  #full;

  /**
   * @param {WaveformJSON} peaks the lowest and the highest value of each pixel
   * @param {WaveformJSON} [body] RMS on the same grid, one value for each pixel
   */
  constructor(peaks, body) {
    this.#peaks = Int16Array.from(peaks.data);
    this.#body = body?.data.length === peaks.length ? Int16Array.from(body.data) : undefined;
    this.#full = 2 ** (peaks.bits - 1);
    this.length = Math.floor(peaks.data.length / 2);
    this.seconds = (this.length * peaks.samples_per_pixel) / peaks.sample_rate;
    this.perSecond = peaks.sample_rate / peaks.samples_per_pixel;
    /** The loudest point, 0…1. */
    this.peak = this.#peaks.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0) / this.#full;
  }

  /**
   * `count` columns between two times; what lies beyond the known end is undefined.
   * @param {number} count
   * @param {number} from seconds
   * @param {number} to seconds
   * @returns {(Column | undefined)[]}
   */
  columns(count, from, to) {
    const step = ((to - from) * this.perSecond) / count;
    return Array.from({ length: count }, (_, index) => {
      const start = Math.floor(from * this.perSecond + index * step);
      const end = Math.max(start + 1, Math.floor(from * this.perSecond + (index + 1) * step));
      return this.#column(start, Math.min(end, this.length));
    });
  }

  /**
   * @param {number} start
   * @param {number} end
   * @returns {Column | undefined}
   */
  #column(start, end) {
    if (start >= end || start < 0) return undefined;
    let high = 0;
    let low = 0;
    let sum = 0;
    for (let index = start; index < end; index += 1) {
      low = Math.min(low, this.#peaks[2 * index]);
      high = Math.max(high, this.#peaks[2 * index + 1]);
      if (this.#body) sum += this.#body[index];
    }
    const body = this.#body ? sum / (end - start) : Math.max(high, -low) * GUESSED_BODY;
    return { high: high / this.#full, low: -low / this.#full, body: body / this.#full };
  }
}

/** @type {Map<string, Levels>} */
const cache = new Map();

/**
 * The levels at `address`, at least `columns` of them where the recording has so many.
 *
 * While the recording is still being read there are only peaks, and not all of them: that is not kept.
 * @param {string} address of the waveform JSON
 * @param {number} seconds the recording's length
 * @param {number} columns
 */
export async function fetchLevels(address, seconds, columns) {
  const url = new URL(address, location.href);
  url.searchParams.set("zoom", String(zoomFor(seconds, columns)));
  const known = cache.get(url.href);
  if (known) return known;
  const peaks = await fetchJSON(url);
  const partial = new Levels(peaks);
  if (partial.seconds < seconds - 1) return partial;
  const levels = new Levels(peaks, await fetchBody(url));
  cache.set(url.href, levels);
  if (cache.size > KEPT) cache.delete(cache.keys().next().value ?? "");
  return levels;
}

/** @param {URL} peaks */
function fetchBody(peaks) {
  const url = new URL(peaks);
  url.searchParams.set("data", "rms");
  return fetchJSON(url).catch(() => undefined);
}

/**
 * @param {URL} url
 * @returns {Promise<WaveformJSON>}
 */
async function fetchJSON(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`no waveform yet: ${response.status}`);
  return response.json();
}

/**
 * Samples per pixel: the coarsest doubling of 256 that still gives every column its own.
 * @param {number} seconds
 * @param {number} columns
 */
export function zoomFor(seconds, columns) {
  const samples = seconds * 44_100;
  let zoom = 256;
  while (zoom < 65_536 && (samples / (zoom * 2) >= columns || samples / zoom > MOST)) zoom *= 2;
  return zoom;
}
