/** Milliseconds between two readings of a playlist that grows. */
const REREAD = 2000;

/** Reads the playlist of a song that is still being made, now and then. */
export class Growth {
  #lastRead = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {import("./patience.js").Patience} patience
   * @param {() => void} again is called when it is time to look once more
   */
  constructor(patience, again) {
    this.patience = patience;
    this.again = again;
  }

  /**
   * Reads what was added to a song, where that isn't complete and was not read just now.
   * @param {import("./timeline.js").Sound} source
   * @param {boolean} isNear whether what is known of it ends soon
   * @param {AbortSignal} signal
   * @returns {Promise<boolean>} whether it was read
   */
  async follow(source, isNear, signal) {
    this.stop();
    if (source.list.isComplete) return false;
    try {
      if (!isNear || performance.now() - this.#lastRead < REREAD) return false;
      this.#lastRead = performance.now();
      await this.patience.until(() => source.grow(), signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    } finally {
      if (!source.list.isComplete) this.#timer = setTimeout(this.again, REREAD);
    }
  }

  /** Looks no more. */
  stop() {
    clearTimeout(this.#timer);
  }
}
