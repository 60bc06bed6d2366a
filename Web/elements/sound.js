import { hear, slot } from "../lib/dom.js";
import { roughly } from "../lib/time.js";

/** @typedef {import("./player.js").Player} Player */

/** The sheet of choices about how it sounds. */
class SoundSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("toggle", () => this.#open());
    this.addEventListener("input", (event) => this.#slide(/** @type {HTMLInputElement} */ (event.target)));
    this.addEventListener("change", (event) => this.#choose(/** @type {HTMLInputElement} */ (event.target)));
    this.#sound.addEventListener("change", () => this.#isOpen && this.#show());
    // Another song may be offered in other ways.
    hear("queue", () => this.#isOpen && this.#show());
    this.#open();
  }

  get #isOpen() {
    return this.matches(":popover-open");
  }

  get #player() {
    return /** @type {Player} */ (this.closest("stemma-player"));
  }

  get #sound() {
    return this.#player.sound;
  }

  #open() {
    if (!this.#isOpen) return;
    this.#show();
    this.focus();
  }

  /** @param {HTMLInputElement} input */
  #choose({ name, value }) {
    if (name === "speed") this.#sound.speed = Number(value);
    else if (name === "loudness") this.#sound.loudness = value;
    else if (name === "quality") this.#sound.isLossless = value === "lossless";
    else if (name === "sleep") this.#sound.sleep = value === "off" || value === "song" ? value : Number(value);
  }

  /** @param {HTMLInputElement} input */
  #slide({ name, value }) {
    if (name === "crossfade") this.#sound.crossfade = Number(value);
  }

  #show() {
    const { speed, loudness, crossfade, isLossless, sleep, sleepLeft } = this.#sound;
    this.#showFade(crossfade);
    this.#check("speed", String(speed));
    this.#check("loudness", loudness);
    this.#check("quality", isLossless ? "lossless" : "auto");
    const quality = /** @type {HTMLElement} */ (this.querySelector("[name=quality]")?.closest("fieldset"));
    quality.hidden = !this.#player.current?.isLosslessOffered;
    this.#check("sleep", String(sleep));
    const rest = Number.isFinite(sleepLeft) ? `The music fades out in ${roughly(sleepLeft)}.` : "";
    const place = slot(this, "sleep-left");
    if (place.textContent !== rest) place.textContent = rest;
  }

  /** @param {number} seconds */
  #showFade(seconds) {
    const slider = /** @type {HTMLInputElement} */ (this.querySelector('[name="crossfade"]'));
    const words = seconds === 0 ? "no gap" : `${seconds} s fade`;
    slider.value = String(seconds);
    slider.setAttribute("aria-valuetext", words);
    slot(this, "crossfade").textContent = words;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #check(name, value) {
    for (const input of this.querySelectorAll(`[name="${name}"]`)) {
      const radio = /** @type {HTMLInputElement} */ (input);
      radio.checked = radio.value === value;
    }
  }
}

customElements.define("stemma-sound", SoundSheet);

export { SoundSheet };
