import { toast } from "../lib/toast.js";
import { keeping } from "../models/keeping.js";
import { playablesOn } from "../models/playable.js";

/**
 * The button that keeps the song of `data-version`, which the page can play, on this device, and lets go of it again;
 * hidden where the browser can't keep anything.
 */
class Keep extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;

  connectedCallback() {
    if (!keeping.isPossible) return;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#button.hidden = false;
    this.#button.addEventListener("click", () => this.#press(), { signal });
    keeping.addEventListener("change", () => this.#show(), { signal });
    keeping.restore().then(() => this.#show());
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  get #button() {
    return /** @type {HTMLButtonElement} */ (this.querySelector("button"));
  }

  get #version() {
    return this.dataset.version ?? "";
  }

  async #press() {
    if (keeping.underWay.has(this.#version)) return;
    if (keeping.has(this.#version)) return keeping.discard(this.#version);
    const playable = playablesOn(document).find(({ version }) => version === this.#version);
    if (!playable) return;
    try {
      await keeping.keep(playable, document.body.dataset.viewer ?? "");
      toast(`${playable.title} is kept on this device.`);
    } catch (error) {
      toast(error instanceof Error ? error.message : "This song could not be kept. Try again.", { isBad: true });
    }
  }

  #show() {
    const share = keeping.underWay.get(this.#version);
    const isKept = keeping.has(this.#version);
    const words = share !== undefined ? `Keeping, ${Math.round(share * 100)} %` : isKept ? "Kept offline" : "Keep offline";
    this.#button.setAttribute("aria-pressed", String(isKept));
    const label = this.querySelector("span");
    if (label && label.textContent !== words) label.textContent = words;
  }
}

customElements.define("stemma-keep", Keep);
