import { playableOf, playablesOn } from "../models/playable.js";
import { chooseVersion } from "./family.js";
import { toast } from "./toast.js";

/** @typedef {import("../elements/player.js").Player} Player */

/** @type {Record<string, (player: Player) => void>} */
const actions = {
  toggle: (player) => player.toggle(),
  next: (player) => player.step(1),
  previous: (player) => player.step(-1),
  mute: (player) => player.toggleMute(),
  repeat: (player) => player.program.changeRepeat(),
  shuffle: (player) => player.program.arrange((queue) => queue.shuffle()),
  clear: (player) => player.program.arrange((queue) => queue.clear()),
  "end-loop": (player) => player.passage.clear(),
  open: (player) => player.stage.toggle(),
  spectrum: (player) => player.toggleSpectrum(),
};

/**
 * Lets the buttons work the player: its own, and everything on the page that can be played or put in the queue.
 * @param {Player} player
 */
export function handleButtons(player) {
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const play = /** @type {HTMLElement | null} */ (target.closest("[data-play]"));
    const queue = /** @type {HTMLElement | null} */ (target.closest("[data-queue]"));
    const sibling = /** @type {HTMLElement | null} */ (target.closest("[data-sibling]"));
    const own = /** @type {HTMLElement | null} */ (target.closest("stemma-player [data-do]"));
    if (play) pressPlay(player, play);
    else if (queue) putInQueue(player, queue);
    else if (sibling) chooseVersion(player, playableOf(sibling), true);
    else if (own) actions[own.dataset.do ?? ""]?.(player);
  });
}

/**
 * @param {Player} player
 * @param {HTMLElement} button
 */
function pressPlay(player, button) {
  const playable = playableOf(button);
  if (playable.version === player.current?.version) player.toggle();
  else if (button.closest(".family")) chooseVersion(player, playable, true);
  else player.play(playable, Number(button.dataset.at ?? 0));
}

/**
 * @param {Player} player
 * @param {HTMLElement} button
 */
function putInQueue(player, button) {
  const playable = playablesOn(document).find(({ version }) => version === button.dataset.version);
  const menu = button.closest("details");
  if (menu) menu.open = false;
  menu?.querySelector("summary")?.focus();
  if (!playable) return;
  const isNext = button.dataset.queue === "next";
  player.enqueue(playable, isNext);
  toast(isNext ? `${playable.title} comes next.` : `${playable.title} is in the queue.`);
}
