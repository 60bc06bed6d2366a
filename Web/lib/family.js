import { playableOf } from "../models/playable.js";

/** @typedef {import("../elements/player.js").Player} Player */

/** The keys of the song that was asked for last, also where its page was left. */
let known = /** @type {HTMLElement[]} */ ([]);

/**
 * The keys that play the versions of a song, where they are known.
 * @param {string} track
 */
export function keysOf(track) {
  const isOf = (/** @type {HTMLElement} */ { dataset }) => dataset.track === track;
  const here = keys().filter(isOf);
  known = here.length ? here : known.filter(isOf);
  return known;
}

/** The keys that play the versions of the page's song, each with its number. */
function keys() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main .family [data-play]")]);
}

/** Whether digits are versions on this page. */
export function hasFamily() {
  return keys().length > 1;
}

/**
 * Plays the version with that number of the page's song: where another one of it is, there at the same place.
 * @param {Player} player
 * @param {number} number
 */
export function playVersion(player, number) {
  const key = keys().find(({ textContent }) => Number(textContent) === number);
  if (key) chooseVersion(player, playableOf(key), player.isGoing || player.current?.track !== key.dataset.track);
}

/**
 * @param {Player} player
 * @param {import("../models/playable.js").Playable} playable
 * @param {boolean} isPlayed or only made ready
 */
export function chooseVersion(player, playable, isPlayed) {
  if (player.current?.track !== playable.track) player.play(playable);
  else if (player.current.version !== playable.version) player.exchange(playable, isPlayed);
}
