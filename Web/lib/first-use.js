import { announce, hear, isTyping } from "./dom.js";
import { hand } from "./hand.js";
import { toast } from "./toast.js";

/** Under what name a tab keeps its queue. */
export const QUEUE = "stemma-queue";
/** What takes the player to work. */
const USES = '[data-play], [data-queue], [data-do=help], a[href^="#t="]';

/** @type {Promise<unknown> | undefined} */
let coming;

/**
 * Fetches the player at the first sign of a hand, so that a page that is only read doesn't wait for it. What is done
 * before it is there is done as soon as it is.
 */
export function handleFirstUse() {
  if (keepsQueue() || location.hash.startsWith("#t=")) bring().catch(() => undefined);
  hand.then(bring).catch(() => undefined);
  document.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(USES));
    if (button) doLater(() => button.click());
  });
  document.addEventListener("keydown", onKey);
  hear("seek", (detail) => doLater(() => announce("seek", detail)));
}

/** Whether the tab may have a queue to go on with. */
function keepsQueue() {
  try {
    return sessionStorage.getItem(QUEUE) !== null;
  } catch {
    return false;
  }
}

/** Fetches the player, once. */
function bring() {
  return (coming ??= import("../elements/player.js").catch((error) => {
    coming = undefined;
    throw error;
  }));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const { target } = event;
  if (event.defaultPrevented || isTyping(target) || customElements.get("stemma-player")) return;
  // Here it plays, and scrolls nothing.
  if (event.key === " " && (target === document.body || target === document.getElementById("main"))) event.preventDefault();
  doLater(() => target?.dispatchEvent(new KeyboardEvent(event.type, event)));
}

/**
 * Does it once the player is there; nothing where it is already, and does it itself.
 * @param {() => void} act
 */
async function doLater(act) {
  if (customElements.get("stemma-player")) return;
  try {
    // What makes the sound comes beside the player that will ask for it.
    await Promise.all([bring(), import("../models/machine.js")]);
    act();
  } catch {
    toast("The server can’t be reached. Try again in a moment.", { isBad: true });
  }
}
