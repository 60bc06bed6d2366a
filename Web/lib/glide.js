/** Milliseconds of a way. */
const LENGTH = 200;

/** Leads the eye from one state to another; at once where no motion is wanted. */
export class Glide {
  #frame = 0;

  /**
   * Goes a new way, and leaves the old one where it is.
   * @param {(share: number) => void} step is told how much of the way is behind, 0…1
   */
  run(step) {
    this.stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return step(1);
    const began = performance.now();
    const turn = (/** @type {number} */ now) => {
      const left = 1 - Math.min(1, Math.max(0, (now - began) / LENGTH));
      if (left > 0) this.#frame = requestAnimationFrame(turn);
      step(1 - left ** 3);
    };
    this.#frame = requestAnimationFrame(turn);
  }

  stop() {
    cancelAnimationFrame(this.#frame);
  }
}
