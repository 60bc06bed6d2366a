import { once } from "../lib/dom.js";
import { Pump } from "./pump.js";
import { Timeline, endOf } from "./timeline.js";

/** Seconds of a loop that are put down before they are needed: a short one is many pieces. */
const LOOP_AHEAD = 10;
/** Seconds that a browser has taken out of its buffer before they are heard: what is nearer can't be changed. */
const TAKEN = 0.5;
/** Seconds after which another rendition is heard: that is time to put it into the buffer, also on a busy machine. */
const TURNOVER = 1.5;

/** @typedef {import("./source.js").Source} Source */
/** @typedef {import("./blend.js").Blend} Blend */
/** @typedef {import("./timeline.js").Part} Part */
/** @typedef {{ from: number, to: number }} Loop seconds of a song */

/**
 * Plays songs one after the other without a gap: one source buffer, one timeline.
 *
 * Fires `failure` with the error as its detail, `growth` when more is known of a growing song, and `connection` with
 * whether the server can be reached when that changes.
 */
export class Engine extends EventTarget {
  #timeline = new Timeline();
  /** @type {({ source: Source, gain: number } & Loop) | undefined} */ #loop;

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
    audio.disableRemotePlayback = true;
    audio.src = URL.createObjectURL(this.media);
    this.pump = new Pump(audio, this.#timeline, (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail })));
    this.pump.prolong = (now) => this.#turnLoop(now);
  }

  /** The source that is heard, and the seconds into it. */
  get position() {
    const now = this.audio.currentTime;
    const stretch = this.#timeline.at(now);
    return stretch && { source: stretch.song, time: stretch.from + Math.max(0, now - stretch.at) };
  }

  /** The last source of the timeline. */
  get last() {
    return this.#timeline.last?.song;
  }

  /** Whether what is heard is repeated, so that nothing can follow. */
  get isLooping() {
    return this.#loop !== undefined;
  }

  /**
   * Puts an open source at the end of the timeline; the one before must be complete.
   * @param {Source} source
   * @param {number} gain dB
   * @param {Blend} [blend] of the end of the one before with the beginning of this one
   */
  async add(source, gain, blend) {
    await this.opened;
    if (this.pump.isStopped) return;
    this.pump.start(this.media, source.mime);
    const turn = this.#timeline.end - (blend?.length ?? 0);
    if (!blend || turn < this.audio.currentTime + TAKEN) this.#timeline.add(source, { gain });
    else this.#blend(turn, blend, source, gain);
    this.pump.run();
  }

  /**
   * Lets a song go on to its end, and nothing follow it; too late within the last half second.
   * @param {Source} source
   */
  takeBack(source) {
    const stretch = this.#timeline.lastOf(source);
    if (!stretch || source === this.last || endOf(stretch) < this.audio.currentTime + TAKEN) return;
    const { to, gain } = stretch;
    this.#cut(endOf(stretch));
    if (to !== undefined) this.#timeline.add(source, { from: to, gain });
  }

  /**
   * Moves to `time` seconds of `source`, which must be what is heard.
   * @param {Source} source
   * @param {number} time
   */
  seek(source, time) {
    const wanted = Math.min(Math.max(0, time), Math.max(0, source.length - 0.05));
    const place = this.#timeline.place(source, wanted, this.audio.currentTime);
    this.audio.currentTime = place ?? this.#replay(source, wanted);
  }

  /**
   * Repeats a part of what is heard, exactly, from the next time that its end is reached; or lets it go on from there.
   * @param {Loop | undefined} loop
   */
  repeat(loop) {
    const now = this.audio.currentTime;
    const stretch = this.#timeline.at(now);
    if (!stretch || !loop) return this.#goOn();
    const { song: source, at, from, to, gain } = stretch;
    const end = at + loop.to - from;
    this.#loop = { source, gain, ...loop };
    this.#cut(Math.max(now, end));
    if (end < now + TAKEN) this.audio.currentTime = this.#timeline.add(source, this.#loop).at;
    else if (this.#timeline.end < end) this.#timeline.add(source, { from: to, to: loop.to, gain });
  }

  /**
   * Makes every song as much louder as `gainOf` says in dB, from half a second on.
   * @param {(source: Source) => number} gainOf
   */
  tune(gainOf) {
    if (this.#loop) this.#loop.gain = gainOf(this.#loop.source);
    this.#change(TAKEN, (part) => (part.source === part.song ? { ...part, gain: gainOf(part.song) } : part));
  }

  /**
   * Lets a song go on in another rendition, one and a half seconds on.
   * @param {Source} source
   * @param {Source} other of the same version, with its next seconds at hand: what is in the buffer is given up for it
   * @returns {boolean} whether there was anything left of the song
   */
  exchange(source, other) {
    if (this.#loop?.source === source) this.#loop.source = other;
    const swapped = this.#change(TURNOVER, (part) => (part.source === source ? { ...part, source: other, song: other } : part));
    return swapped.some(({ song }) => song === other);
  }

  /** Ends everything and lets go of the audio element. */
  destroy() {
    this.pump.stop();
    const address = this.audio.src;
    this.audio.removeAttribute("src");
    this.audio.load();
    URL.revokeObjectURL(address);
  }

  /**
   * @param {number} turn where on the timeline the blend begins
   * @param {Blend} blend
   * @param {Source} source
   * @param {number} gain dB
   */
  #blend(turn, blend, source, gain) {
    this.#cut(turn);
    this.#timeline.add(blend, { song: source });
    this.#timeline.add(source, { from: blend.length, gain });
  }

  /**
   * Lets everything end at `time`, and gives what was cut off.
   * @param {number} time
   */
  #cut(time) {
    const rest = this.#timeline.cut(time);
    this.pump.replace(time);
    return rest;
  }

  /**
   * Puts down the next turns of the loop.
   * @param {number} now
   */
  #turnLoop(now) {
    const loop = this.#loop;
    while (loop && this.#timeline.end < now + LOOP_AHEAD) this.#timeline.add(loop.source, loop);
  }

  /**
   * Puts down anew what comes after some seconds; gives it as it is then.
   * @param {number} seconds
   * @param {(part: Part) => Part} change
   */
  #change(seconds, change) {
    const parts = this.#cut(this.audio.currentTime + seconds).map(change);
    for (const part of parts) this.#timeline.add(part.source, part);
    return parts;
  }

  /** Lets the song go on behind the loop, from the next time that its end is reached. */
  #goOn() {
    const stretch = this.#timeline.at(this.audio.currentTime + TAKEN);
    if (!this.#loop || !stretch) return;
    this.#loop = undefined;
    this.#cut(endOf(stretch));
    this.#timeline.add(stretch.song, { from: stretch.to, gain: stretch.gain });
  }

  /**
   * Puts a song behind what was heard of it, to move in it freely; gives where on the timeline `time` of it is.
   * @param {Source} source
   * @param {number} time
   */
  #replay(source, time) {
    const now = this.audio.currentTime;
    const gain = this.#timeline.at(now)?.gain;
    if (this.#loop && time >= this.#loop.to) this.#loop = undefined;
    this.#cut(now);
    return this.#timeline.add(source, { to: this.#loop?.to, gain }).at + time;
  }
}
