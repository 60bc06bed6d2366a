import { canKeep } from "../lib/offline.js";
import { toast } from "../lib/toast.js";
import { playablesOn } from "../models/playable.js";

/** @typedef {typeof import("../models/keeping.js").keeping} Keeping */

/**
 * The button that keeps the song of `data-version`, which the page can play, on this device, and lets go of it again;
 * hidden where the browser can't keep anything.
 */
class Keep extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;
  /** @type {Keeping | undefined} what keeps songs: here once one is kept or shall be */ #keeping;

  connectedCallback() {
    if (!canKeep()) return;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#button.hidden = false;
    this.#button.addEventListener("click", () => this.#press(signal), { signal });
    caches.has("stemma-kept").then((isAny) => (isAny ? this.#follow(signal) : undefined));
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#keeping = undefined;
  }

  get #button() {
    return /** @type {HTMLButtonElement} */ (this.querySelector("button"));
  }

  get #version() {
    return this.dataset.version ?? "";
  }

  /**
   * Shows from now on how it stands.
   * @param {AbortSignal} signal
   */
  async #follow(signal) {
    const { keeping } = await import("../models/keeping.js");
    await keeping.restore();
    if (signal.aborted || this.#keeping) return;
    this.#keeping = keeping;
    keeping.addEventListener("change", () => this.#show(keeping), { signal });
    this.#show(keeping);
  }

  /** @param {AbortSignal} signal */
  async #press(signal) {
    try {
      await this.#follow(signal);
      await this.#change();
    } catch (error) {
      toast(error instanceof Error ? error.message : "This song could not be kept. Try again.", { isBad: true });
    }
  }

  /** Keeps the song, or lets go of it. */
  async #change() {
    const keeping = this.#keeping;
    if (!keeping || keeping.underWay.has(this.#version)) return;
    if (keeping.has(this.#version)) return keeping.discard(this.#version);
    const playable = playablesOn(document).find(({ version }) => version === this.#version);
    if (!playable) return;
    await keeping.keep(playable, document.body.dataset.viewer ?? "");
    toast(`${playable.title} is kept on this device.`);
  }

  /** @param {Keeping} keeping */
  #show(keeping) {
    const share = keeping.underWay.get(this.#version);
    const isKept = keeping.has(this.#version);
    const words = share !== undefined ? `Keeping, ${Math.round(share * 100)} %` : isKept ? "Kept offline" : "Keep offline";
    this.#button.setAttribute("aria-pressed", String(isKept));
    this.querySelector("a")?.toggleAttribute("hidden", keeping.songs.length === 0);
    const label = this.querySelector("span");
    if (label && label.textContent !== words) label.textContent = words;
  }
}

customElements.define("stemma-keep", Keep);
