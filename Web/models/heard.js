/** Which parts of a recording were heard, as pairs of milliseconds; a jump begins a new pair. */
export class Heard {
  /** @type {[number, number][]} */ #ranges = [];
  /** @type {number | undefined} */ #last;

  /**
   * The playhead passed `seconds` while playing.
   * @param {number} seconds
   */
  pass(seconds) {
    const now = Math.round(seconds * 1000);
    const range = this.#ranges.at(-1);
    const goesOn = this.#last !== undefined && range && now >= this.#last && now - this.#last < 3000;
    if (goesOn) range[1] = now;
    else this.#ranges.push([now, now]);
    this.#last = now;
  }

  /** The playhead was moved or stopped. */
  lift() {
    this.#last = undefined;
  }

  /** Milliseconds listened, repeats counted. */
  get milliseconds() {
    return this.#ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  }

  /** Pairs that hold sound, at most the last thousand. */
  get ranges() {
    return this.#ranges.filter(([from, to]) => to > from).slice(-1000);
  }
}
