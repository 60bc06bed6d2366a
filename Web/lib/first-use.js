import { announce, hear, isTyping, pause } from "./dom.js";
import { hand } from "./hand.js";
import { toast } from "./toast.js";

/** Under what name a tab keeps its queue. */
export const QUEUE = "stemma-queue";
/** What takes the player to work. */
const USES = '[data-play], [data-queue], [data-do=help], a[href^="#t="]';

/** Milliseconds that sound may take to come. */
const PATIENCE = 1000;

/** @type {Promise<unknown> | undefined} */
let coming;
/** How many things were done before the player was there, and wait for it. */
let waiting = 0;
/**
 * Fulfilled when the last of them is done.
 * @type {Promise<unknown>}
 */
let before = Promise.resolve();
/**
 * What was done before the player was there, until it is heard.
 * @type {Promise<unknown> | undefined}
 */
let using;

/**
 * Fetches the player at the first sign of a hand, so that a page that is only read doesn't wait for it. What is done
 * before it is there is done as soon as it is.
 * @returns {Promise<unknown>} fulfilled when it has come and nothing is done with it that waits for sound
 */
export function handleFirstUse() {
  if (keepsQueue() || location.hash.startsWith("#t=")) bring().catch(() => undefined);
  document.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(USES));
    if (!button || isHere()) return;
    askFor(button.dataset.stream);
    play(() => button.click());
  });
  document.addEventListener("keydown", onKey);
  hear("seek", (detail) => play(() => announce("seek", detail)));
  return hand.then(bring).catch(() => undefined).then(() => using);
}

/** Whether the tab may have a queue to go on with. */
function keepsQueue() {
  try {
    return sessionStorage.getItem(QUEUE) !== null;
  } catch {
    return false;
  }
}

/** Whether the player is there, and does by itself what it is for. */
function isHere() {
  return customElements.get("stemma-player") !== undefined;
}

/** @param {() => void} act what leads to sound */
function play(act) {
  if (isHere()) return;
  using ??= Promise.race([sound(), pause(PATIENCE)]);
  doLater(act);
}

/**
 * Asks for a song's playlist beside the player, which takes the answer over.
 * @param {string | undefined} playlist
 */
function askFor(playlist) {
  if (!playlist) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href: playlist }));
}

/** @returns {Promise<unknown>} fulfilled when something is heard */
function sound() {
  return new Promise((resolve) => document.addEventListener("playing", resolve, { capture: true, once: true }));
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
  const isOurs = !isHere() || (waiting > 0 && event.isTrusted);
  if (event.defaultPrevented || isTyping(target) || !isOurs) return;
  // It comes after what was done before it.
  event.stopImmediatePropagation();
  // Here it plays, and scrolls nothing.
  if (event.key === " " && (target === document.body || target === document.getElementById("main"))) event.preventDefault();
  doLater(() => target?.dispatchEvent(new KeyboardEvent(event.type, event)));
}

/**
 * Does it once the player is there, after what was to be done before it.
 * @param {() => unknown} act
 */
function doLater(act) {
  waiting += 1;
  before = before
    // What makes the sound comes beside the player that will ask for it.
    .then(() => Promise.all([bring(), import("../models/machine.js")]))
    .then(act)
    .catch(() => toast("The server can’t be reached. Try again in a moment.", { isBad: true }))
    .finally(() => (waiting -= 1));
}
