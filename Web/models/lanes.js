/**
 * So many things at once and no more, shared fairly: a lane that gets free goes to whoever holds the fewest, among
 * those to whoever asked first.
 */
export class Lanes {
  /** @type {Map<object, number>} */ #held = new Map();
  /** @type {{ owner: object, enter: (leave: () => void) => void }[]} */ #queue = [];
  #free;

  /** @param {number} count at least 1 */
  constructor(count) {
    this.#free = count;
  }

  /**
   * Waits for a lane.
   * @param {object} owner
   * @returns {Promise<() => void>} what gives the lane back; to be called once
   */
  take(owner) {
    return new Promise((enter) => {
      this.#queue.push({ owner, enter });
      this.#fill();
    });
  }

  #fill() {
    while (this.#free > 0 && this.#queue.length > 0) {
      const fewest = Math.min(...this.#queue.map(({ owner }) => this.#count(owner)));
      const next = this.#queue.findIndex(({ owner }) => this.#count(owner) === fewest);
      const [{ owner, enter }] = this.#queue.splice(next, 1);
      this.#free -= 1;
      this.#held.set(owner, fewest + 1);
      enter(() => this.#leave(owner));
    }
  }

  /** @param {object} owner */
  #leave(owner) {
    this.#free += 1;
    const left = this.#count(owner) - 1;
    if (left > 0) this.#held.set(owner, left);
    else this.#held.delete(owner);
    this.#fill();
  }

  /** @param {object} owner */
  #count(owner) {
    return this.#held.get(owner) ?? 0;
  }
}
