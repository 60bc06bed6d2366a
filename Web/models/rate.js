/** How fast something goes, over the last few seconds. */
export class Rate {
  /** @type {{ at: number, done: number }[]} */ #points = [];

  /**
   * @param {number} done how much is done now
   * @param {number} at milliseconds
   */
  add(done, at) {
    this.#points.push({ at, done });
    while (this.#points.length > 2 && at - this.#points[0].at > 6000) this.#points.shift();
  }

  /** Per second; zero until something can be said. */
  get perSecond() {
    const [first] = this.#points;
    const last = this.#points.at(-1);
    if (!first || !last || last.at - first.at < 500) return 0;
    return ((last.done - first.done) * 1000) / (last.at - first.at);
  }

  /** Begins anew. */
  clear() {
    this.#points = [];
  }
}
