/** Seconds that a passage must last: shorter ones are slips of the hand. */
const SHORTEST = 0.1;

/** The passage of a song that is repeated: its ends A and B, in seconds. */
export class Loop {
  /** @type {number | undefined} */ from;
  /** @type {number | undefined} */ to;

  /** Both ends, where there are both. */
  get passage() {
    return this.from === undefined || this.to === undefined ? undefined : { from: this.from, to: this.to };
  }

  /** Whether either end is set. */
  get isSet() {
    return this.from !== undefined || this.to !== undefined;
  }

  /**
   * Sets one end; where that end is set already, all is cleared.
   * @param {"from" | "to"} end
   * @param {number} time
   */
  toggle(end, time) {
    if (this[end] !== undefined) return this.clear();
    if (end === "from") this.set(time, this.to);
    else this.set(this.from ?? 0, time);
  }

  /**
   * Sets both ends, in either order; one that is too short clears.
   * @param {number | undefined} from
   * @param {number | undefined} to
   */
  set(from, to) {
    if (from === undefined) return this.clear();
    if (to !== undefined && Math.abs(to - from) < SHORTEST) return this.clear();
    this.from = to === undefined ? from : Math.min(from, to);
    this.to = to === undefined ? undefined : Math.max(from, to);
  }

  clear() {
    this.from = this.to = undefined;
  }
}
