import { hear } from "./dom.js";
import { fetchPage, pageBehind, prepare } from "./pages.js";

/** @typedef {import("./pages.js").Answer} Answer */

/** Milliseconds that a pointer rests on a link before it is meant, and that a page is kept. */
const REST = 50;
const FRESH = 10_000;
/** How many pages are kept. */
const MOST = 4;

/** Pages on their way or there, by address; the oldest first. @type {Map<string, { answer: Promise<Answer>, since: number }>} */
const kept = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;

/**
 * Fetches the page behind a link when somebody is about to follow it, so that it is there at the click; and what
 * makes sound, which somebody may ask for next.
 */
export function handleForesight() {
  foresee(document.querySelector("a:hover"));
  if (!isSparing()) import("../models/machine.js").catch(() => undefined);
  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    const link = linkAt(event);
    if (link && event.pointerType === "mouse") resting = setTimeout(() => foresee(link), REST);
  });
  document.addEventListener("touchstart", (event) => foresee(linkAt(event)), { passive: true });
  document.addEventListener("focusin", (event) => foresee(linkAt(event)));
  hear("theme", forget);
}

/**
 * The page at `address`, if it was foreseen a moment ago; it is handed out once.
 * @param {string} address
 */
export function foreseen(address) {
  const found = kept.get(withoutFragment(address));
  kept.delete(withoutFragment(address));
  return found && performance.now() - found.since < FRESH ? found.answer : undefined;
}

/** Drops everything: what was written since may have changed every page. */
export function forget() {
  kept.clear();
}

/** @param {Event} event */
function linkAt({ target }) {
  return target instanceof Element ? target.closest("a") : null;
}

/** @param {Element | null} link */
function foresee(link) {
  const url = pageBehind(link);
  if (!url || isSparing()) return;
  const address = withoutFragment(url.href);
  const known = kept.get(address);
  if (address === withoutFragment(location.href) || (known && performance.now() - known.since < FRESH)) return;
  const answer = fetchPage(address);
  kept.delete(address);
  kept.set(address, { answer, since: performance.now() });
  answer.then(({ page }) => page && prepare(page)).catch(() => kept.delete(address));
  for (const oldest of [...kept.keys()].slice(0, -MOST)) kept.delete(oldest);
}

/** Whether the reader pays for every byte, or waits for each. */
function isSparing() {
  const connection = /** @type {any} */ (navigator).connection;
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? "");
}

/** @param {string} address */
function withoutFragment(address) {
  return address.replace(/#.*$/, "");
}
