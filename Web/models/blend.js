import { flacMime, flacOf } from "./flac.js";
import { carriesGain } from "./loudness.js";
import { prepared } from "./mp4.js";

/** @typedef {import("./source.js").Source} Source */
/** @typedef {{ source: Source, gain: number }} Voice a song, and the dB that are added to it */

/** Seconds that a decoder hears before what is wanted of it. */
const RUN_UP = 0.1;
/** Points of a curve by which a song comes or goes. */
const POINTS = 129;
/** Seconds that a fade has at least. */
const SHORTEST = 0.25;
/** Samples a second of a blend. */
const RATE = 48_000;

/**
 * Seconds during which one song fades into the next: no more than half of either.
 * @param {number} wanted
 * @param {{ length: number }} going
 * @param {{ length: number }} coming
 */
export function fadeBetween(wanted, going, coming) {
  const seconds = Math.min(wanted, going.length / 2, coming.length / 2);
  return seconds < SHORTEST ? 0 : seconds;
}

/**
 * The end of a song and the beginning of the next, one fading into the other: mixed beforehand to the sample, so that
 * they are a stretch of the timeline like any other, which needs no second element and no timer.
 */
export class Blend {
  #flac;

  /**
   * @param {string} mime
   * @param {AudioBuffer} mixed
   */
  constructor(mime, mixed) {
    this.mime = mime;
    this.length = mixed.length / RATE;
    this.#flac = flacOf([mixed.getChannelData(0), mixed.getChannelData(1)], RATE);
    const segments = [{ url: "", start: 0, duration: this.length }];
    this.list = { init: "", segments, isComplete: true, skip: 0, length: this.length, target: this.length, rate: RATE };
  }

  /** The initialisation segment. */
  async init() {
    return this.#flac.init;
  }

  /** The one segment. */
  async segment() {
    return this.#flac.segment;
  }

  /** A blend doesn't grow. */
  async grow() {}

  /**
   * The last seconds of one song with the first of another, equally powerful all along.
   * @param {Voice} going whose playlist is complete
   * @param {Voice} coming
   * @param {number} seconds
   * @returns {Promise<Blend | undefined>} nothing where this browser can't play one
   */
  static async of(going, coming, seconds) {
    const mime = flacMime();
    if (!mime) return undefined;
    const context = new OfflineAudioContext(2, Math.round(seconds * RATE), RATE);
    const curve = (/** @type {(share: number) => number} */ shape) => Float32Array.from({ length: POINTS }, (_, point) => shape(point / (POINTS - 1)));
    await Promise.all([
      put(context, going, going.source.length - seconds, curve((share) => Math.cos((share * Math.PI) / 2))),
      put(context, coming, 0, curve((share) => Math.sin((share * Math.PI) / 2))),
    ]);
    return new Blend(mime, await context.startRendering());
  }
}

/**
 * Puts what a song has from `time` on into the mix.
 * @param {OfflineAudioContext} context
 * @param {Voice} voice
 * @param {number} time seconds of the song
 * @param {Float32Array} curve
 */
async function put(context, { source, gain }, time, curve) {
  const seconds = context.length / RATE;
  const begin = time + source.list.skip;
  const { segments } = source.list;
  const first = Math.max(0, segments.filter(({ start }) => start <= begin - RUN_UP).length - 1);
  const wanted = segments.slice(first).filter(({ start }) => start < begin + seconds + RUN_UP);
  const { signal } = new AbortController();
  const parts = await Promise.all(wanted.map((_, index) => source.segment(first + index, signal)));
  const bytes = await new Blob([prepared(await source.init(signal), gain), ...parts]).arrayBuffer();
  const sound = context.createBufferSource();
  sound.buffer = await context.decodeAudioData(bytes);
  const fade = context.createGain();
  const factor = carriesGain(source.mime) ? 1 : 10 ** (gain / 20);
  fade.gain.setValueCurveAtTime(curve.map((share) => share * factor), 0, seconds);
  sound.connect(fade).connect(context.destination);
  sound.start(0, begin - segments[first].start);
}
