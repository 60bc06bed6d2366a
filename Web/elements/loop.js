import { announce, hear, icon } from "../lib/dom.js";
import { handles, withEnd } from "../models/region.js";
import { LoopBrush } from "./loop-brush.js";
import { LoopHandle } from "./loop-handle.js";

/** @typedef {import("../models/region.js").Region} Region */

/** Pixels of a handle. */
const SIZE = 44;

/**
 * What is repeated, over the track's waveform: a stretch between two handles, and a button that ends it.
 *
 * The player has the loop and announces it as `loop`; this shows it, and asks for another by `set-loop`.
 */
class Loop extends HTMLElement {
  #stretch = Object.assign(document.createElement("div"), { className: "stretch" });
  #from = new LoopHandle("from", (seconds) => this.#moveEnd("from", seconds), () => this.#ask(this.#region));
  #to = new LoopHandle("to", (seconds) => this.#moveEnd("to", seconds), () => this.#ask(this.#region));
  #close = closer();
  #brush = new LoopBrush(() => this.#wave, {
    drawing: (region) => this.#show(region),
    drawn: (region) => this.#ask(region),
    dropped: () => announce("ask-position"),
    erased: () => this.#end(),
  });
  /** @type {Region | undefined} */ #region;
  /** @type {Region | undefined} what waits for the song to be heard */ #wish;
  /** @type {string | undefined} the version that plays */ #heard;
  /** @type {import("./waveform.js").Waveform | undefined} */ #wave;
  /** @type {AbortController | undefined} */ #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.hidden = true;
    this.replaceChildren(this.#stretch, this.#from.element, this.#close, this.#to.element);
    hear("loop", (state) => this.#told(state), signal);
    hear("view", (wave) => this.#looked(wave), signal);
    hear("position", (state) => this.#follow(state), signal);
    this.#from.connect(signal);
    this.#to.connect(signal);
    this.#close.addEventListener("click", () => this.#end(), { signal });
    const stage = /** @type {HTMLElement | null} */ (this.closest(".track-wave"));
    if (stage) this.#brush.connect(stage, signal);
    stage?.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    announce("ask-view");
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @param {{ version?: string, from?: number, to?: number }} state */
  #told({ version, from, to }) {
    if (this.#wish) return;
    const isOurs = version !== undefined && version === this.#wave?.dataset.version;
    this.#show(isOurs && from !== undefined ? { from, to } : undefined);
  }

  /** @param {import("./waveform.js").Waveform} wave */
  #looked(wave) {
    if (wave.closest(".track-wave") !== this.closest(".track-wave")) return;
    const isNew = this.#wave?.dataset.version !== wave.dataset.version;
    this.#wave = wave;
    if (isNew) announce("ask-position");
    this.#show(this.#region);
  }

  /** @param {{ version?: string, isPlaying: boolean }} state */
  #follow({ version, isPlaying }) {
    this.#heard = version;
    if (this.#wish && isPlaying && version === this.#wave?.dataset.version) this.#ask(this.#wish);
  }

  /**
   * Of the player; a song that isn't heard yet begins where the loop does.
   * @param {Region | undefined} region
   */
  #ask(region) {
    const isHeard = this.#heard !== undefined && this.#heard === this.#wave?.dataset.version;
    this.#wish = isHeard ? undefined : region;
    if (this.#wish?.from !== undefined) return this.#wave?.seek(this.#wish.from);
    announce("set-loop", { version: this.#wave?.dataset.version, from: region?.from, to: region?.to });
  }

  #end() {
    if (this.#region) this.#ask(undefined);
  }

  /**
   * Escape anywhere around ends the loop, where nothing else has a use for it.
   * @param {KeyboardEvent} event
   */
  #pressed(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.#region) return;
    event.preventDefault();
    this.#end();
  }

  /**
   * Shown at once; the player hears of it when the hand is done.
   * @param {"from" | "to"} end
   * @param {number} seconds
   */
  #moveEnd(end, seconds) {
    if (this.#region && this.#wave) this.#show(withEnd(this.#region, end, seconds, this.#wave.length));
  }

  /** @param {Region | undefined} region */
  #show(region) {
    this.#region = region;
    const wave = this.#wave;
    const isShown = wave !== undefined && region?.from !== undefined;
    if (!isShown && this.contains(document.activeElement)) wave?.focus({ preventScroll: true });
    this.hidden = !isShown;
    if (!isShown) return;
    const [from, to] = [region.from ?? 0, region.to ?? region.from ?? 0];
    this.#from.tell(wave, from);
    this.#to.tell(wave, to);
    offer(this.#from.element, wave.view.has(from));
    offer(this.#to.element, region.to !== undefined && wave.view.has(to));
    offer(this.#close, from <= wave.view.to && to >= wave.view.from);
    this.#place(wave.view.place(from) * wave.width, wave.view.place(to) * wave.width, wave.width);
  }

  /**
   * @param {number} start pixels
   * @param {number} end pixels
   * @param {number} width
   */
  #place(start, end, width) {
    const isOpen = this.#region?.to === undefined;
    const [left, right] = [Math.max(-2, start), Math.min(width + 2, end)];
    this.#stretch.hidden = right < left;
    this.#stretch.style.left = `${left.toFixed(1)}px`;
    this.#stretch.style.width = `${Math.max(0, right - left).toFixed(1)}px`;
    this.#stretch.classList.toggle("is-open", isOpen);
    const { first, second, close } = handles(start, isOpen ? start : end, width, SIZE, isOpen);
    put(this.#from.element, first, start);
    put(this.#to.element, second, end);
    put(this.#close, close, 0);
  }
}

function closer() {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "sq end-loop";
  element.setAttribute("aria-label", "End the loop");
  element.append(icon("close"));
  return element;
}

/**
 * Hides what isn't in sight, unless somebody stands on it and is on the way to see it.
 * @param {HTMLElement} part
 * @param {boolean} isSeen
 */
function offer(part, isSeen) {
  part.hidden = !isSeen && part !== document.activeElement;
}

/**
 * Stands a part at `left`; its mark stays at `mark`, where the loop really ends.
 * @param {HTMLElement} element
 * @param {number} left pixels
 * @param {number} mark pixels
 */
function put(element, left, mark) {
  element.style.transform = `translateX(${left.toFixed(1)}px)`;
  element.style.setProperty("--mark", `${(mark - left).toFixed(1)}px`);
}

customElements.define("stemma-loop", Loop);
