/** What comes later: in a fold when it is opened, in the player with its first song, for hands after the first of them. */
let later = "details:not([open]), stemma-player[hidden], [data-for=hand]";

/**
 * Loads the elements that a page has and that nobody loaded yet, each from the file of its name: `stemma-tabs` is
 * defined in `elements/tabs.js`. What isn't needed yet is left out.
 * @param {ParentNode} page
 * @returns {Promise<unknown>} fulfilled when all are there
 */
export function loadElements(page) {
  const seen = [...page.querySelectorAll(":not(:defined)")].filter((element) => !element.closest(later));
  const names = new Set(seen.map(({ localName }) => localName));
  const missing = [...names].filter((name) => name.startsWith("stemma-") && !customElements.get(name));
  return Promise.all(missing.map((name) => import(`../elements/${name.slice("stemma-".length)}.js`)));
}

/**
 * Loads what wasn't needed yet when it is.
 * @param {Promise<unknown>} hands fulfilled when what is for hands may come
 */
export function handleNeeds(hands) {
  document.addEventListener("toggle", ({ target }) => loadElements(/** @type {Element} */ (target)), true);
  hands.then(() => {
    later = "details:not([open]), stemma-player[hidden]";
    return loadElements(document);
  });
}
