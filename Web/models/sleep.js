/** Seconds over which the sound goes. */
const FADE = 12;

/** @typedef {"off" | "song" | number} Wish never, after this song, or in so many minutes */

/** When the music stops by itself. Times are milliseconds of any clock that goes on, also over a reload. */
export class Sleep {
  /** @type {Wish} */ wish = "off";
  #end = Infinity;

  /** As plain data, for JSON. */
  get state() {
    return { wish: this.wish, end: Number.isFinite(this.#end) ? this.#end : null };
  }

  /**
   * The sleep whose `state` this was; what was over meanwhile is no more.
   * @param {Sleep["state"]} state
   * @param {number} now
   */
  static from({ wish, end }, now) {
    const sleep = new Sleep();
    if (end !== null && end <= now) return sleep;
    sleep.wish = wish;
    sleep.#end = end ?? Infinity;
    return sleep;
  }

  /**
   * @param {Wish} wish
   * @param {number} now
   */
  begin(wish, now) {
    this.wish = wish;
    this.#end = typeof wish === "number" ? now + wish * 60_000 : Infinity;
  }

  /** Whether the song that plays is the last. */
  get isAfterSong() {
    return this.wish === "song";
  }

  /**
   * Seconds left; infinite without an hour.
   * @param {number} now
   */
  left(now) {
    return Math.max(0, (this.#end - now) / 1000);
  }

  /**
   * How loud it may be, 1 down to 0 over the last seconds.
   * @param {number} now
   */
  gain(now) {
    return Math.min(1, this.left(now) / FADE);
  }

  /** @param {number} now */
  isOver(now) {
    return this.left(now) === 0;
  }
}
