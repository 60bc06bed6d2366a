/** @typedef {import("./playable.js").Playable} Playable */

/** Milliseconds between two questions whether a song has been made, at first and later on. */
const SOON = 1000;
const LATER = 5000;

/**
 * Has songs made without loss where that was chosen.
 *
 * Who may not hear a song without loss is refused by the server, and hears it as before.
 */
export class Demand {
  /** @type {Set<string>} */ #refused = new Set();

  /**
   * @param {(path: string, body: { format: string }) => Promise<any>} post sends to the API
   * @param {(milliseconds: number) => Promise<unknown>} [pause]
   */
  constructor(post, pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))) {
    this.post = post;
    this.pause = pause;
  }

  /**
   * Has a song made, and waits until it is there; what was refused once is not asked for again.
   * @param {Playable} playable
   * @param {() => boolean} isWished whether anybody still waits
   * @returns {Promise<boolean>} whether it is there
   */
  async lossless({ version, key }, isWished) {
    const path = `/api/v1/versions/${version}/transcodes${key && `?key=${encodeURIComponent(key)}`}`;
    for (let wait = SOON; isWished() && !this.#refused.has(version); wait = Math.min(LATER, wait * 2)) {
      try {
        const { transcode } = await this.post(path, { format: "hls_flac" });
        if (transcode.status === "ready") return true;
      } catch (error) {
        if (/** @type {{ status?: number }} */ (error).status !== 0) this.#refused.add(version);
      }
      await this.pause(wait);
    }
    return false;
  }
}
