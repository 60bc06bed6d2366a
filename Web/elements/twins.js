import { hear } from "../lib/dom.js";

/** Watches the page's own waveforms of what is heard: while one is in view, the player's steps back. */
export class Twins {
  /** @type {Set<Element>} */ #seen = new Set();
  /** @type {string | undefined} */ #version;
  #sight;

  /** @param {(isSeen: boolean) => void} changed */
  constructor(changed) {
    this.#sight = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) this.#seen[isIntersecting ? "add" : "delete"](target);
        changed(this.#seen.size > 0);
      },
      { rootMargin: "0px 0px -90px 0px", threshold: 0.3 },
    );
    hear("picture", () => this.watch(this.#version));
  }

  /**
   * Looks for the waveforms of that version anew.
   * @param {string | undefined} version
   */
  watch(version) {
    this.#version = version;
    this.#sight.disconnect();
    this.#seen.clear();
    for (const wave of document.querySelectorAll("main stemma-waveform[role=slider]")) {
      if (/** @type {HTMLElement} */ (wave).dataset.version === version) this.#sight.observe(wave);
    }
  }
}
