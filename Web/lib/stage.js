import { hear } from "./dom.js";

/** The player opened to the whole window: a sleeve that plays. What lies beneath can't be reached meanwhile. */
export class Stage {
  /** @param {HTMLElement} root the player */
  constructor(root) {
    this.root = root;
    hear("page", () => this.close());
  }

  get isOpen() {
    return this.root.classList.contains("is-open");
  }

  /** Where it can be opened: a player on somebody else's page stays as it is. */
  toggle() {
    if (this.#opener) this.#set(!this.isOpen);
  }

  close() {
    if (this.isOpen) this.#set(false);
  }

  /** @param {boolean} isOpen */
  #set(isOpen) {
    this.root.classList.toggle("is-open", isOpen);
    for (const other of this.root.parentElement?.children ?? []) {
      if (other !== this.root && !other.matches("dialog, .toasts")) /** @type {HTMLElement} */ (other).inert = isOpen;
    }
    const opener = this.#opener;
    opener?.setAttribute("aria-expanded", String(isOpen));
    opener?.setAttribute("aria-label", isOpen ? "Close the player" : "Open the player");
    opener?.querySelector("use")?.setAttribute("href", isOpen ? "#i-down" : "#i-up");
    opener?.focus({ preventScroll: true });
    this.root.dispatchEvent(new Event("stage"));
  }

  /** @returns {HTMLElement | null} */
  get #opener() {
    return this.root.querySelector("[data-do=open]");
  }
}
