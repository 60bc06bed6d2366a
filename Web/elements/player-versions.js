import { keysOf } from "../lib/family.js";

/** The numbers of the versions of what is heard, as keys in the bar: since its own page was seen they are known. */
export class PlayerVersions {
  #group = Object.assign(document.createElement("div"), { className: "vers", role: "group", ariaLabel: "Version", hidden: true });
  /** Which they are, as text. */
  #shown = "";

  /** @param {HTMLElement} root the player; one on somebody else's page has no room for them */
  constructor(root) {
    root.querySelector(".side")?.prepend(this.#group);
  }

  /** @param {import("../models/playable.js").Playable | undefined} song */
  show(song) {
    if (!song) return;
    const keys = keysOf(song.track);
    const versions = keys.map(({ dataset }) => dataset.version).join();
    if (versions !== this.#shown) this.#group.replaceChildren(...keys.map(siblingOf));
    this.#shown = versions;
    this.#group.hidden = keys.length < 2;
    for (const key of this.#group.children) {
      const isHeard = /** @type {HTMLElement} */ (key).dataset.version === song.version;
      key.setAttribute("aria-pressed", String(isHeard));
      if (isHeard && !this.#group.hidden) key.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
}

/**
 * The same key for the bar: it names a version of what is heard, and nothing that the page brings along.
 * @param {HTMLElement} key of a song's page
 */
function siblingOf(key) {
  const sibling = /** @type {HTMLElement} */ (key.cloneNode(true));
  delete sibling.dataset.play;
  sibling.dataset.sibling = "";
  sibling.classList.remove("is-waiting");
  sibling.setAttribute("aria-label", (key.getAttribute("aria-label") ?? "").replace("Play version", "Version"));
  return sibling;
}
