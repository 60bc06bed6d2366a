/**
 * Loads the elements that a page has and that nobody loaded yet, each from the file of its name: `stemma-tabs` is
 * defined in `elements/tabs.js`. What is folded away comes when it is unfolded, and the player's parts with its first
 * song.
 * @param {ParentNode} page
 * @returns {Promise<unknown>} fulfilled when all are there
 */
export function loadElements(page) {
  const seen = [...page.querySelectorAll(":not(:defined)")].filter((element) => !element.closest("details:not([open]), stemma-player[hidden]"));
  const names = new Set(seen.map(({ localName }) => localName));
  const missing = [...names].filter((name) => name.startsWith("stemma-") && !customElements.get(name));
  return Promise.all(missing.map((name) => import(`../elements/${name.slice("stemma-".length)}.js`)));
}

/** Loads what is in a fold when it is opened. */
export function handleFolds() {
  document.addEventListener("toggle", ({ target }) => loadElements(/** @type {Element} */ (target)), true);
}
