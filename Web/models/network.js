/** Bytes of an answer below which it says nothing about speed. */
const TELLING = 16_384;
/** How much the last answer counts against those before. */
const WEIGHT = 0.3;

/** How fast the parts of songs came lately, and what the browser says of the network. */
class Network {
  /** @type {number | undefined} */ #speed;

  /** Bits a second; undefined while nothing came. */
  get speed() {
    return this.#speed;
  }

  /** Whether the person asked the browser to save data. */
  get isSaving() {
    return /** @type {any} */ (globalThis.navigator)?.connection?.saveData === true;
  }

  /** @param {() => void} act is called whenever the person begins to save data, or ends it */
  onSaving(act) {
    let was = this.isSaving;
    /** @type {any} */ (globalThis.navigator)?.connection?.addEventListener?.("change", () => {
      if (was === this.isSaving) return;
      was = this.isSaving;
      act();
    });
  }

  /**
   * A part came.
   * @param {number} bytes
   * @param {number} milliseconds from asking to the last byte
   */
  note(bytes, milliseconds) {
    if (bytes < TELLING) return;
    const speed = (8000 * bytes) / Math.max(1, milliseconds);
    this.#speed = this.#speed === undefined ? speed : this.#speed + WEIGHT * (speed - this.#speed);
  }
}

/** The network of this page. */
export const network = new Network();
