/** @typedef {import("./playable.js").Playable} Playable */

/**
 * Has songs made without loss where that was chosen: what is asked for while a song plays is offered when its page is
 * opened the next time.
 *
 * Who may not hear a song without loss is refused by the server, and hears it as before.
 */
export class Demand {
  /** @type {Set<string>} */ #asked = new Set();

  /** @param {(path: string, body: { format: string }) => Promise<unknown>} post sends to the API */
  constructor(post) {
    this.post = post;
  }

  /**
   * Asks for a song once; again only where the server could not be reached.
   * @param {Playable} playable
   */
  async lossless({ version, key }) {
    if (this.#asked.has(version)) return;
    this.#asked.add(version);
    const path = `/api/v1/versions/${version}/transcodes${key && `?key=${encodeURIComponent(key)}`}`;
    try {
      await this.post(path, { format: "hls_flac" });
    } catch (error) {
      if (/** @type {{ status?: number }} */ (error).status === 0) this.#asked.delete(version);
    }
  }
}
