import { announce, isTyping } from "./dom.js";

/** @typedef {import("../elements/player.js").Player} Player */

/** @type {Record<string, (player: Player) => void>} */
const actions = {
  " ": (player) => player.toggle(),
  k: (player) => player.toggle(),
  j: (player) => player.skip(-10),
  l: (player) => player.skip(10),
  ArrowLeft: (player) => player.skip(-5),
  ArrowRight: (player) => player.skip(5),
  ArrowUp: (player) => player.changeVolume(0.05),
  ArrowDown: (player) => player.changeVolume(-0.05),
  m: (player) => player.toggleMute(),
  "[": (player) => player.changeSpeed(-1),
  "]": (player) => player.changeSpeed(1),
  n: (player) => player.step(1),
  p: (player) => player.step(-1),
  c: () => announce("write"),
  "?": () => showKeys(),
};

const sideways = new Set(["ArrowLeft", "ArrowRight"]);
const upright = new Set(["ArrowUp", "ArrowDown"]);

/** @param {Player} player */
export function handleKeys(player) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (usesKey(event.target, key) || (sideways.has(key) && !player.current)) return;
    const action = actions[key] ?? (/^\d$/.test(key) ? () => player.jump(Number(key) / 10) : undefined);
    if (!action) return;
    event.preventDefault();
    action(player);
  });
  document.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-do=help]")) showKeys();
  });
}

/**
 * Whether the focused control has a use of its own for the key.
 * @param {EventTarget | null} target
 * @param {string} key
 */
function usesKey(target, key) {
  if (!(target instanceof Element)) return false;
  if (key === " ") return target.closest("button, summary, input, [role=tab]") !== null;
  // Up and down scroll the page as everywhere, but in the player, which has nothing to scroll.
  if (upright.has(key)) return target.closest("stemma-player") === null || target.closest("input, [role=slider]") !== null;
  if (sideways.has(key)) return target.closest("input, [role=tab], [role=slider], .table-frame") !== null;
  return false;
}

function showKeys() {
  const sheet = /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"));
  if (sheet && !sheet.open) sheet.showModal();
}
