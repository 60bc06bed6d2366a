import { announce, isTyping } from "./dom.js";
import { hasFamily, playVersion } from "./family.js";

/** @typedef {import("../elements/player.js").Player} Player */
/** @typedef {(player: Player) => void} Act */
/** @typedef {{ keys: string[], words: string, acts: Record<string, Act> }} Row keys as the list shows them, and what each does */

/**
 * All keys, in the order of the list that `?` shows.
 * @type {[string, Row[]][]}
 */
const chapters = [
  ["Playing", [
    { keys: ["Space", "K"], words: "Play or pause", acts: { " ": (player) => player.toggle(), k: (player) => player.toggle() } },
    { keys: ["J", "L"], words: "10 seconds back, on", acts: { j: (player) => player.skip(-10), l: (player) => player.skip(10) } },
    { keys: ["←", "→"], words: "5 seconds back, on", acts: { ArrowLeft: (player) => player.skip(-5), ArrowRight: (player) => player.skip(5) } },
    { keys: ["N", "P"], words: "Next, previous", acts: { n: (player) => player.step(1), p: (player) => player.step(-1) } },
    { keys: ["1", "…", "9"], words: "The song’s versions, on its page; else tenths of the song", acts: {} },
    { keys: ["0"], words: "To the beginning", acts: {} },
    { keys: ["Shift", "1", "…", "9"], words: "Tenths of the song", acts: {} },
  ]],
  ["A passage", [
    { keys: ["A", "B"], words: "Repeat from here, to here; again ends it", acts: { a: (player) => player.passage.toggle("from"), b: (player) => player.passage.toggle("to") } },
    { keys: ["Esc"], words: "Repeat no more", acts: { Escape: (player) => player.escape() } },
  ]],
  ["Sound", [
    { keys: ["[", "]"], words: "Slower, faster", acts: { "[": (player) => player.sound.changeSpeed(-1), "]": (player) => player.sound.changeSpeed(1) } },
    { keys: ["↑", "↓"], words: "Louder, quieter, in the player", acts: { ArrowUp: (player) => player.changeVolume(0.05), ArrowDown: (player) => player.changeVolume(-0.05) } },
    { keys: ["M"], words: "Mute", acts: { m: (player) => player.toggleMute() } },
    { keys: ["S"], words: "All about the sound", acts: { s: () => togglePanel("sound") } },
  ]],
  ["With the focus on a waveform", [
    { keys: ["+", "−"], words: "Look closer, or less so", acts: {} },
    { keys: ["Shift", "←", "→"], words: "Look further back, on, when close", acts: {} },
    { keys: ["0"], words: "All of the song again", acts: {} },
  ]],
  ["Here", [
    { keys: ["Q"], words: "The queue", acts: { q: () => togglePanel("queue") } },
    { keys: ["O"], words: "Open the player, close it", acts: { o: (player) => player.current && player.stage.toggle() } },
    { keys: ["V"], words: "The spectrum of what is heard", acts: { v: (player) => player.current && player.toggleSpectrum() } },
    { keys: ["R"], words: "Repeat all, one, nothing", acts: { r: (player) => player.program.changeRepeat() } },
    { keys: ["C"], words: "Comment at this moment", acts: { c: () => announce("write") } },
    { keys: ["?"], words: "This list", acts: { "?": () => showKeys() } },
  ]],
];

const actions = Object.assign({}, ...chapters.flatMap(([, rows]) => rows.map(({ acts }) => acts)));
const sideways = new Set(["ArrowLeft", "ArrowRight"]);
const upright = new Set(["ArrowUp", "ArrowDown"]);

/** @param {Player} player */
export function handleKeys(player) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isChord(event)) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (usesKey(event.target, key) || (sideways.has(key) && !player.current)) return;
    const action = digitAction(event) ?? actions[key];
    if (!action || (key === "Escape" && document.querySelector(":popover-open"))) return;
    if (key !== "Escape") event.preventDefault();
    action(player);
  });
  document.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-do=help]")) showKeys();
  });
}

/**
 * Whether the key belongs to the browser or the system. Brackets are typed with AltGr on many keyboards.
 * @param {KeyboardEvent} event
 */
function isChord(event) {
  return event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph"));
}

/**
 * Digits go by their place on the keyboard: with Shift they are no digits, and on some only with it.
 * @param {KeyboardEvent} event
 * @returns {Act | undefined}
 */
function digitAction({ code, key, shiftKey }) {
  const found = /^(?:Digit|Numpad)(\d)$/.exec(code) ?? (shiftKey ? null : /^(\d)$/.exec(key));
  if (!found || key === "[" || key === "]") return undefined;
  const digit = Number(found[1]);
  if (digit > 0 && !shiftKey && hasFamily()) return (player) => playVersion(player, digit);
  return (player) => player.jump(digit / 10);
}

/**
 * Whether the focused control has a use of its own for the key.
 * @param {EventTarget | null} target
 * @param {string} key
 */
function usesKey(target, key) {
  if (!(target instanceof Element)) return false;
  if (key === " ") return target.closest("button, summary, input, [role=tab]") !== null;
  // Up and down scroll the page as everywhere, but in the player's bar, which has nothing to scroll.
  if (upright.has(key)) return target.closest("stemma-player") === null || target.closest("input, [role=slider], .panel") !== null;
  if (sideways.has(key)) return target.closest("input, [role=tab], [role=slider], .table-frame") !== null;
  return false;
}

/** @param {string} id */
function togglePanel(id) {
  if (document.querySelector("stemma-player:not([hidden])")) /** @type {any} */ (document.getElementById(id))?.togglePopover();
}

function showKeys() {
  const sheet = /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"));
  if (!sheet || sheet.open) return;
  sheet.querySelector("[data-slot=keys]")?.replaceChildren(...chapters.map(chapterOf));
  sheet.showModal();
}

/** @param {[string, Row[]]} chapter */
function chapterOf([title, rows]) {
  const section = document.createElement("section");
  const list = document.createElement("ul");
  for (const { keys, words } of rows) {
    const line = document.createElement("li");
    const caps = document.createElement("span");
    caps.append(...keys.map((key) => Object.assign(document.createElement("kbd"), { textContent: key })));
    line.append(words, caps);
    list.append(line);
  }
  section.append(Object.assign(document.createElement("h3"), { textContent: title }), list);
  return section;
}
