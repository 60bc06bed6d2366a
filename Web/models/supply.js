import { fetchLevels, zoomFor } from "./levels.js";

/** Milliseconds for which a view rests before finer levels are asked for: a pinch asks once, when it ends. */
const REST = 150;

/** Keeps the levels of one recording as fine as what is shown needs. */
export class Supply {
  /**
   * What is known by now.
   * @type {import("./levels.js").Levels | undefined}
   */
  levels = undefined;

  #arrived;
  #zoom = Infinity;
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {() => void} arrived called when there are other levels */
  constructor(arrived) {
    this.#arrived = arrived;
  }

  /**
   * Asks for levels where those that are here would leave columns without their own.
   * @param {string} address of the waveform JSON
   * @param {number} seconds the recording's length
   * @param {number} columns of the whole recording
   */
  want(address, seconds, columns) {
    clearTimeout(this.#timer);
    const zoom = zoomFor(seconds, columns);
    if (zoom >= this.#zoom) return;
    this.#timer = setTimeout(() => this.refresh(address, seconds, columns), this.levels ? REST : 0);
  }

  /**
   * Asks again, as is done while a recording grows; where nothing answers, what is here stays.
   * @param {string} address
   * @param {number} seconds
   * @param {number} columns
   */
  async refresh(address, seconds, columns) {
    const turn = (this.#turn += 1);
    try {
      const levels = await fetchLevels(address, seconds, columns);
      if (turn !== this.#turn) return;
      this.levels = levels;
      this.#zoom = zoomFor(seconds, columns);
      this.#arrived();
    } catch {
      // Not there yet: the line that waits stays.
    }
  }

  /** Another recording is shown. */
  forget() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#zoom = Infinity;
    this.levels = undefined;
  }
}
