import { Refused } from "../lib/api.js";
import { backOnline, once } from "../lib/dom.js";
import { withoutEdits } from "./mp4.js";
import { Unreachable } from "./source.js";

/** Seconds that are fetched before they are needed, and kept after they were heard. */
const AHEAD = 30;
const BEHIND = 30;
/** Seconds that may be missing at the edge of what a browser says it has buffered: a frame or two. */
const FRAME = 0.08;
/** Attempts after which it is said that the connection is gone: three and a half seconds. */
const PATIENCE = 3;

/** @typedef {import("./source.js").Source} Source */
/** @typedef {{ source: Source, offset: number, init?: ArrayBuffer }} Placed a source and where it starts, in seconds */

/**
 * Plays sources one after the other without a gap: one SourceBuffer, one timeline, each source trimmed to its
 * music by the append window.
 *
 * Fires `failure` with the error as its detail, and `connection` with whether the server can be reached when that
 * changes.
 */
export class Engine extends EventTarget {
  /** @type {Placed[]} */ #timeline = [];
  /** @type {SourceBuffer | undefined} */ #buffer;
  /** @type {Placed | undefined} */ #appending;
  #fetching = new AbortController();
  /** How often a segment was fetched since the last seek, by address without its signature. @type {Map<string, number>} */
  #tries = new Map();
  #isPumping = false;
  #isStopped = false;
  #lastRead = 0;

  /** Whether the browser can do this at all. */
  static get isSupported() {
    return Engine.#kind !== undefined;
  }

  /** @param {string} mime */
  static canPlay(mime) {
    return Engine.#kind?.isTypeSupported(mime) ?? false;
  }

  /** @returns {typeof MediaSource | undefined} */
  static get #kind() {
    const scope = /** @type {any} */ (globalThis);
    return scope.ManagedMediaSource ?? scope.MediaSource;
  }

  /** @param {HTMLAudioElement} audio */
  constructor(audio) {
    super();
    const Kind = Engine.#kind;
    if (!Kind) throw new Error("this browser has no MediaSource");
    this.audio = audio;
    this.media = new Kind();
    this.opened = once(this.media, "sourceopen");
    const { signal } = this.#ending;
    audio.disableRemotePlayback = true;
    audio.src = URL.createObjectURL(this.media);
    audio.addEventListener("seeking", () => this.#restart(), { signal });
    audio.addEventListener("timeupdate", () => this.pump(), { signal });
    audio.addEventListener("waiting", () => this.pump(), { signal });
  }

  #ending = new AbortController();

  /** Seconds from the start of the first source to the end of the last. */
  get duration() {
    const last = this.#timeline.at(-1);
    return last ? last.offset + last.source.length : 0;
  }

  /** The source that is heard, and the seconds into it. */
  get position() {
    const now = this.audio.currentTime;
    const begun = this.#timeline.filter((entry) => entry.offset <= now + 0.001);
    const placed = begun.at(-1) ?? this.#timeline[0];
    return placed ? { source: placed.source, time: Math.max(0, now - placed.offset) } : undefined;
  }

  /** The last source of the timeline. */
  get last() {
    return this.#timeline.at(-1)?.source;
  }

  /**
   * Puts an open source at the end of the timeline; the one before must be complete.
   * @param {Source} source
   */
  async add(source) {
    const offset = this.duration;
    await this.opened;
    if (this.#isStopped) return;
    if (!this.#buffer) {
      this.#buffer = this.media.addSourceBuffer(source.mime);
      this.#buffer.mode = "segments";
    }
    this.#timeline.push({ source, offset });
    await this.#stretch();
    this.pump();
  }

  /**
   * Moves to `time` seconds of `source`.
   * @param {Source} source
   * @param {number} time
   */
  seek(source, time) {
    const placed = this.#timeline.find((entry) => entry.source === source);
    if (placed) this.audio.currentTime = placed.offset + Math.min(Math.max(0, time), Math.max(0, source.length - 0.05));
  }

  /** Fetches and appends what is needed next; one run at a time. */
  async pump() {
    if (this.#isPumping || !this.#buffer || this.#isStopped) return;
    this.#isPumping = true;
    try {
      await this.#grow();
      for (let need = this.#need(); need && !this.#isStopped; need = this.#need()) await this.#load(need);
      if (!this.#isStopped) this.#finish();
    } catch (error) {
      if (!this.#isStopped) this.dispatchEvent(new CustomEvent("failure", { detail: error }));
    } finally {
      this.#isPumping = false;
    }
  }

  /** Ends everything and lets go of the audio element. */
  destroy() {
    this.#isStopped = true;
    this.#fetching.abort();
    this.#ending.abort();
    const address = this.audio.src;
    this.audio.removeAttribute("src");
    this.audio.load();
    URL.revokeObjectURL(address);
  }

  #restart() {
    this.#fetching.abort();
    this.#fetching = new AbortController();
    this.#tries.clear();
    this.pump();
  }

  /** Reads a growing playlist again when its end is near, at most every two seconds. */
  async #grow() {
    const last = this.#timeline.at(-1);
    if (!last || last.source.list.isComplete) return;
    const isNear = this.audio.currentTime + AHEAD > this.duration;
    if (!isNear || performance.now() - this.#lastRead < 2000) return this.#growLater();
    this.#lastRead = performance.now();
    const { signal } = this.#fetching;
    try {
      await this.#patiently(() => renewed(last.source), signal);
    } catch (error) {
      if (signal.aborted) return this.#growLater();
      throw error;
    }
    await this.#stretch();
    this.dispatchEvent(new CustomEvent("growth"));
    this.#growLater();
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  #growLater() {
    clearTimeout(this.#timer);
    if (this.#isStopped || this.#timeline.at(-1)?.source.list.isComplete) return;
    this.#timer = setTimeout(() => this.pump(), 2000);
  }

  /** Tells the media source how long everything is. */
  async #stretch() {
    while (this.#buffer?.updating) await once(this.#buffer, "updateend");
    if (this.media.readyState === "ended" && this.#buffer) {
      // Setting it, even to what it is, reopens an ended media source.
      this.#buffer.timestampOffset = Number(this.#buffer.timestampOffset);
    }
    if (this.media.readyState === "open" && this.duration > 0) this.media.duration = this.duration;
  }

  /** The next segment that is missing between now and the horizon. */
  #need() {
    const now = this.audio.currentTime;
    for (const placed of this.#timeline) {
      const { list } = placed.source;
      for (const [index, segment] of list.segments.entries()) {
        const start = Math.max(placed.offset, placed.offset + segment.start - list.skip);
        const end = Math.min(placed.offset + segment.start - list.skip + segment.duration, placed.offset + placed.source.length);
        if (end <= now + 0.01 || end - start < 0.01) continue;
        if (start > now + AHEAD) return undefined;
        if (this.#isBuffered(Math.max(start, now), end)) continue;
        if ((this.#tries.get(key(segment.url)) ?? 0) < 3) return { placed, index, key: key(segment.url) };
      }
    }
    return undefined;
  }

  /**
   * Whether one buffered range holds the whole stretch, but for the odd frame at its ends.
   * @param {number} from seconds
   * @param {number} to seconds
   */
  #isBuffered(from, to) {
    const ranges = this.#buffer?.buffered;
    for (let index = 0; ranges && index < ranges.length; index += 1) {
      if (ranges.start(index) < from + FRAME && ranges.end(index) > to - FRAME) return true;
    }
    return false;
  }

  /** @param {{ placed: Placed, index: number, key: string }} need */
  async #load({ placed, index, key }) {
    const { signal } = this.#fetching;
    this.#tries.set(key, (this.#tries.get(key) ?? 0) + 1);
    try {
      placed.init ??= await this.#patiently(() => placed.source.bytes((list) => list.init, signal), signal);
      const bytes = await this.#patiently(() => placed.source.bytes((list) => list.segments[index].url, signal), signal);
      if (signal.aborted || this.#isStopped) return;
      await this.#aim(placed);
      await this.#append(bytes);
      await this.#evict(BEHIND);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /**
   * Tries again until the network is back: a train goes through tunnels.
   * @template T
   * @param {() => Promise<T>} work
   * @param {AbortSignal} signal
   */
  async #patiently(work, signal) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const result = await work();
        this.#tellConnection(true);
        return result;
      } catch (error) {
        if (signal.aborted || !isPassing(error)) throw error;
        if (attempt === PATIENCE) this.#tellConnection(false);
        await Promise.race([backOnline(Math.min(8000, 500 * 2 ** attempt)), once(signal, "abort")]);
      }
    }
  }

  #isConnected = true;

  /** @param {boolean} isConnected */
  #tellConnection(isConnected) {
    if (this.#isConnected === isConnected || this.#isStopped) return;
    this.#isConnected = isConnected;
    this.dispatchEvent(new CustomEvent("connection", { detail: isConnected }));
  }

  /**
   * Turns the buffer to `placed`: its codec, its place, the window that trims it.
   * @param {Placed} placed
   */
  async #aim(placed) {
    const buffer = /** @type {SourceBuffer} */ (this.#buffer);
    const isNew = this.#appending !== placed;
    if (isNew && this.#appending) {
      await this.#settled();
      buffer.abort();
      if (this.#appending.source.mime !== placed.source.mime) buffer.changeType(placed.source.mime);
    }
    await this.#settled();
    const end = placed.source.list.isComplete ? placed.offset + placed.source.length : Infinity;
    buffer.timestampOffset = placed.offset - placed.source.list.skip;
    buffer.appendWindowStart = 0;
    buffer.appendWindowEnd = end;
    buffer.appendWindowStart = placed.offset;
    if (isNew) {
      this.#appending = placed;
      await this.#append(withoutEdits(/** @type {ArrayBuffer} */ (placed.init)));
    }
  }

  /** @param {ArrayBuffer} bytes */
  async #append(bytes) {
    const buffer = /** @type {SourceBuffer} */ (this.#buffer);
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#settled();
        buffer.appendBuffer(bytes);
        return await this.#settled();
      } catch (error) {
        const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
        if (!isFull || attempt === 3) throw error;
        await this.#evict(5);
      }
    }
  }

  /**
   * Frees what was heard more than `seconds` ago.
   * @param {number} seconds
   */
  async #evict(seconds) {
    const buffer = /** @type {SourceBuffer} */ (this.#buffer);
    const end = this.audio.currentTime - seconds;
    if (end <= 0 || !buffer.buffered.length || buffer.buffered.start(0) > end - 1) return;
    await this.#settled();
    buffer.remove(0, end);
    await this.#settled();
  }

  async #settled() {
    while (this.#buffer?.updating) await once(this.#buffer, "updateend");
  }

  /** Ends the stream once its last second is in the buffer, so that the element says `ended`. */
  #finish() {
    const last = this.#timeline.at(-1);
    if (!last?.source.list.isComplete || this.media.readyState !== "open") return;
    if (this.audio.currentTime + AHEAD < this.duration || this.#need()) return;
    this.media.endOfStream();
  }
}

/**
 * Whether it may well work a moment later.
 * @param {unknown} error
 */
function isPassing(error) {
  return error instanceof Unreachable || (error instanceof Refused && error.status === 0);
}

/**
 * Reads the playlist again, by a fresh link where the old one has run out.
 * @param {Source} source
 */
async function renewed(source) {
  try {
    await source.refresh();
  } catch (error) {
    if (isPassing(error)) throw error;
    await source.reopen();
  }
}

/**
 * An address without its signature, which changes.
 * @param {string} url
 */
function key(url) {
  return url.replace(/\?.*$/, "");
}
