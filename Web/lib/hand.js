/** What a pointer, a finger, a key or a dragged file does first. */
const SIGNS = ["pointerover", "pointerdown", "touchstart", "keydown", "click", "dragenter"];

/**
 * Fulfilled at the first sign that somebody is there who may do something: what only hands need comes then, and a page
 * that is only read doesn't wait for it.
 * @type {Promise<void>}
 */
export const hand = new Promise((resolve) => {
  const seen = new AbortController();
  const see = () => {
    seen.abort();
    resolve();
  };
  for (const sign of SIGNS) document.addEventListener(sign, see, { capture: true, passive: true, signal: seen.signal });
});
