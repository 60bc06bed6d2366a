import { Feed, isFull } from "./feed.js";
import { Growth } from "./growth.js";
import { Patience } from "./patience.js";
import { pieceOf } from "./piece.js";
import { PartMissing } from "./source.js";

/** @typedef {import("./timeline.js").Need} Need */
/** @typedef {import("./timeline.js").Timeline} Timeline */

/** Seconds that are fetched before they are needed, and kept after they were heard. */
const AHEAD = 30;
const BEHIND = 30;

/** Brings what is on a timeline into the buffer of a media source, each segment before it is needed. */
export class Pump {
  /** @type {Feed | undefined} */ #feed;
  #fetching = new AbortController();
  #ending = new AbortController();
  #patience = new Patience((isConnected) => this.#tell("connection", isConnected));
  #growth = new Growth(this.#patience, () => this.run());
  #isAsked = false;
  #isRunning = false;
  /** Whether it is of no use to go on before somebody moves. */
  #hasFailed = false;
  /** Where on the timeline the buffer begins to hold what isn't wanted any more, in seconds. */
  #stale = Infinity;

  /**
   * @param {HTMLAudioElement} audio
   * @param {Timeline} timeline
   * @param {(name: string, detail?: unknown) => void} tell of `failure`, `growth` and `connection`
   */
  constructor(audio, timeline, tell) {
    this.audio = audio;
    this.timeline = timeline;
    this.tell = tell;
    const { signal } = this.#ending;
    audio.addEventListener("seeking", () => this.restart(), { signal });
    audio.addEventListener("timeupdate", () => this.run(), { signal });
    audio.addEventListener("waiting", () => this.run(), { signal });
  }

  /**
   * Puts more on the timeline where what is on it ends soon; the owner sets it.
   * @param {number} _now where on the timeline we are, in seconds
   */
  prolong = (_now) => {};

  get isStopped() {
    return this.#ending.signal.aborted;
  }

  /**
   * Begins.
   * @param {MediaSource} media which is open
   * @param {string} mime of what comes first
   */
  start(media, mime) {
    this.#feed ??= new Feed(media, mime);
  }

  /** Ends everything. */
  stop() {
    this.#fetching.abort();
    this.#ending.abort();
    this.#growth.stop();
  }

  /** Gives up what is being fetched, as something else is needed now. */
  restart() {
    this.#fetching.abort();
    this.#fetching = new AbortController();
    this.timeline.retry();
    this.#hasFailed = false;
    this.run();
  }

  /**
   * Begins anew, as the timeline was changed.
   * @param {number} time where it is another one from then on, in seconds
   */
  replace(time) {
    this.#stale = Math.min(this.#stale, time);
    this.restart();
  }

  /** Fetches and appends what is needed next; one run at a time. */
  async run() {
    this.#isAsked = true;
    if (this.#isRunning || this.#hasFailed || !this.#feed) return;
    this.#isRunning = true;
    try {
      while (this.#isAsked && !this.isStopped) await this.#turn(this.#feed);
    } catch (error) {
      this.#hasFailed = true;
      this.#tell("failure", error);
    } finally {
      this.#isRunning = false;
    }
  }

  /** @param {Feed} feed */
  async #turn(feed) {
    this.#isAsked = false;
    await this.#grow();
    while (!this.isStopped) {
      await this.#freshen(feed);
      const need = this.#need(feed);
      if (!need || !(await this.#load(feed, need))) break;
    }
    this.#leap(feed);
    await this.#finish(feed);
  }

  async #grow() {
    const { last, end } = this.timeline;
    if (!last) return;
    const isNear = this.audio.currentTime + AHEAD > end;
    if (await this.#growth.follow(last.source, isNear, this.#fetching.signal)) this.#tell("growth");
  }

  /**
   * Takes out of the buffer what isn't wanted any more, and what was heard long ago.
   * @param {Feed} feed
   */
  async #freshen(feed) {
    const stale = this.#stale;
    this.#stale = Infinity;
    await feed.free(stale, Infinity);
    const past = this.audio.currentTime - BEHIND;
    this.timeline.forget(past);
    if (feed.start < past - 1) await feed.free(0, past);
  }

  /**
   * The next segment that is missing between now and the horizon.
   * @param {Feed} feed
   */
  #need(feed) {
    const now = this.audio.currentTime;
    this.prolong(now);
    return this.timeline.need(now, now + AHEAD, (from, to) => feed.holds(from, to));
  }

  /**
   * @param {Feed} feed
   * @param {Need} need
   * @returns {Promise<boolean>} whether there is room for more
   */
  async #load(feed, { stretch, index }) {
    const { signal } = this.#fetching;
    stretch.tries[index] = (stretch.tries[index] ?? 0) + 1;
    try {
      const piece = await this.#patience.until(() => pieceOf(stretch, index, signal), signal);
      if (!signal.aborted) await feed.put(stretch, piece, this.audio.currentTime);
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      if (isFull(error)) return this.#leave(stretch, index);
      if (!(error instanceof PartMissing)) throw error;
      stretch.tries[index] = Infinity;
      this.#tell("failure", error);
      return true;
    }
  }

  /**
   * Lets a segment wait until some of the sound before it was heard: sound without loss fills a buffer soon.
   * @param {import("./timeline.js").Stretch} stretch
   * @param {number} index
   */
  #leave(stretch, index) {
    stretch.tries[index] -= 1;
    return false;
  }

  /**
   * Leaves out what can't be had.
   * @param {Feed} feed
   */
  #leap(feed) {
    const now = this.audio.currentTime;
    const next = feed.after(now);
    if (!this.isStopped && next !== undefined && !feed.holds(now, now + 0.2)) this.audio.currentTime = next;
  }

  /**
   * Ends the stream once its last second is in the buffer.
   * @param {Feed} feed
   */
  async #finish(feed) {
    const { last, end } = this.timeline;
    if (this.isStopped || !last?.source.list.isComplete || this.audio.currentTime + AHEAD < end) return;
    await feed.finish();
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  #tell(name, detail) {
    if (!this.isStopped) this.tell(name, detail);
  }
}
