import { once } from "../lib/dom.js";
import { endOf } from "./timeline.js";

/** @typedef {import("./timeline.js").Stretch} Stretch */
/** @typedef {import("./piece.js").Piece} Piece */

/** Seconds that may be missing at the edge of what a browser says it has buffered: a frame or two. */
const FRAME = 0.08;
/** Seconds that a timeline may have: longer than anybody listens. */
const FOREVER = 1e7;

/** The buffer of one media source, which is told where on the timeline its segments belong. */
export class Feed {
  #mime;
  /** @type {{ source?: import("./timeline.js").Sound, gain?: number }} whose initialisation came last */ #last = {};

  /**
   * @param {MediaSource} media which is open
   * @param {string} mime of what comes first
   */
  constructor(media, mime) {
    this.media = media;
    this.#mime = mime;
    this.buffer = media.addSourceBuffer(mime);
    this.buffer.mode = "segments";
    media.duration = FOREVER;
  }

  /** Where on the timeline the buffer begins, in seconds. */
  get start() {
    return this.buffer.buffered.length ? this.buffer.buffered.start(0) : Infinity;
  }

  /**
   * Where the next buffered range begins after `time`, in seconds.
   * @param {number} time
   */
  after(time) {
    const ranges = this.buffer.buffered;
    for (let index = 0; index < ranges.length; index += 1) if (ranges.start(index) > time) return ranges.start(index);
    return undefined;
  }

  /**
   * Whether one buffered range holds the whole stretch of time, but for the odd frame at its ends.
   * @param {number} from seconds
   * @param {number} to seconds
   */
  holds(from, to) {
    const ranges = this.buffer.buffered;
    for (let index = 0; index < ranges.length; index += 1) {
      if (ranges.start(index) < from + FRAME && ranges.end(index) > to - FRAME) return true;
    }
    return false;
  }

  /**
   * Puts a segment in its place: what is outside of its stretch is trimmed.
   * @param {Stretch} stretch
   * @param {Piece} piece
   * @param {number} now seconds; far before it, room is made where there is none
   */
  async put(stretch, { mime, init, segment }, now) {
    await this.#settled();
    this.#reopen();
    const { buffer } = this;
    const { source, at, from, gain } = stretch;
    const isOther = source !== this.#last.source || gain !== this.#last.gain;
    if (isOther && this.#last.source) buffer.abort();
    if (this.#mime !== mime) buffer.changeType(mime);
    this.#mime = mime;
    buffer.timestampOffset = at - from - source.list.skip;
    buffer.appendWindowStart = 0;
    buffer.appendWindowEnd = source.list.isComplete || stretch.to !== undefined ? endOf(stretch) : Infinity;
    buffer.appendWindowStart = at;
    if (isOther) await this.#append(init, now);
    this.#last = { source, gain };
    await this.#append(segment, now);
  }

  /**
   * Frees everything between two times.
   * @param {number} from seconds
   * @param {number} to seconds
   */
  async free(from, to) {
    await this.#settled();
    const ranges = this.buffer.buffered;
    if (to <= from || !ranges.length || ranges.start(0) >= to || ranges.end(ranges.length - 1) <= from) return;
    this.#reopen();
    this.buffer.remove(from, to);
    await this.#settled();
  }

  /** Says that nothing follows, so that the element says `ended`. */
  async finish() {
    await this.#settled();
    if (this.media.readyState === "open") this.media.endOfStream();
  }

  /** Makes a media source take more that was thought to be at its end. */
  #reopen() {
    if (this.media.readyState !== "ended") return;
    // Setting it, even to what it is, reopens an ended media source.
    this.buffer.timestampOffset = Number(this.buffer.timestampOffset);
    this.media.duration = FOREVER;
  }

  /**
   * @param {ArrayBuffer} bytes
   * @param {number} now
   */
  async #append(bytes, now) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.buffer.appendBuffer(bytes);
        return await this.#settled();
      } catch (error) {
        if (!isFull(error) || attempt === 1) throw error;
        await this.free(0, now - 5);
      }
    }
  }

  async #settled() {
    while (this.buffer.updating) await once(this.buffer, "updateend");
  }
}

/**
 * Whether a buffer had no room.
 * @param {unknown} error
 */
export function isFull(error) {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
