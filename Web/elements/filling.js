import { pause } from "../lib/dom.js";
import { go } from "../lib/navigate.js";

/** Follows how an empty place is filled: what is done so far, and each song on the page as soon as it is out. */
class Filling extends HTMLElement {
  #isWatching = false;

  async connectedCallback() {
    this.#isWatching = true;
    while (this.#isWatching) {
      await pause(2000);
      const now = await look().catch(() => this);
      if (!this.#isWatching || now === this) continue;
      if (!now || now.dataset.songs !== this.dataset.songs) {
        this.#isWatching = false;
        return go(location.href, undefined, { isBack: true, scroll: scrollY });
      }
      this.#show(now);
    }
  }

  disconnectedCallback() {
    this.#isWatching = false;
  }

  /** @param {HTMLElement} now */
  #show(now) {
    const [words, bar] = [this.querySelector("p"), this.querySelector("progress")];
    const [newWords, newBar] = [now.querySelector("p"), now.querySelector("progress")];
    if (words && newWords && words.textContent !== newWords.textContent) words.textContent = newWords.textContent;
    if (bar && newBar) bar.value = newBar.value;
  }
}

/** How it stands now; null where nothing is being filled any more. */
async function look() {
  const response = await fetch("/", { headers: { Accept: "text/html" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return /** @type {HTMLElement | null} */ (page.querySelector("stemma-filling"));
}

customElements.define("stemma-filling", Filling);
