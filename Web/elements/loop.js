import { announce, hear, icon } from "../lib/dom.js";
import { clock, spoken } from "../lib/time.js";
import { between, handles, withEnd } from "../models/region.js";

/** @typedef {import("../models/region.js").Region} Region */

/** Pixels of a handle, and pixels after which a press on the ruler is meant as a stretch. */
const SIZE = 44;
const SLACK = 5;
/** Digits of the times that handles say. */
const DIGITS = 1;

/**
 * What is repeated, over the track's waveform: a stretch between two handles, and a button that ends it.
 *
 * The player has the loop, this shows it and asks for another: drawn along the ruler, drawn on the picture with
 * Shift, moved by its handles.
 */
class Loop extends HTMLElement {
  #stretch = Object.assign(document.createElement("div"), { className: "stretch" });
  #handles = { from: handle("Loop from"), to: handle("Loop to") };
  #close = closer();
  /** @type {Region | undefined} */ #region;
  /** @type {string | undefined} the version that plays */ #heard;
  /** @type {Region | undefined} what waits for the song to be heard */ #wish;
  /** @type {{ id: number, x: number, region: Region | undefined } | undefined} */ #drawn;
  /** @type {import("./waveform.js").Waveform | undefined} */ #wave;
  /** @type {AbortController | undefined} */ #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.hidden = true;
    this.replaceChildren(this.#stretch, this.#handles.from, this.#close, this.#handles.to);
    hear("loop", (state) => this.#told(state), signal);
    hear("view", (wave) => this.#looked(wave), signal);
    hear("position", (state) => this.#follow(state), signal);
    for (const end of /** @type {const} */ (["from", "to"])) this.#listenTo(end, signal);
    this.#close.addEventListener("click", () => this.#ask(undefined), { signal });
    this.#listenToStage(signal);
    announce("ask-position");
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @param {{ version?: string, from?: number, to?: number }} state */
  #told({ version, from, to }) {
    const isOurs = version !== undefined && version === this.#wave?.dataset.version;
    if (this.#wish) return;
    this.#region = isOurs && from !== undefined ? { from, to } : undefined;
    this.#show();
  }

  /** @param {import("./waveform.js").Waveform} wave */
  #looked(wave) {
    if (wave.closest(".track-wave") !== this.closest(".track-wave")) return;
    const isNew = this.#wave?.dataset.version !== wave.dataset.version;
    this.#wave = wave;
    if (isNew) announce("ask-position");
    this.#show();
  }

  #show() {
    const region = this.#region;
    const wave = this.#wave;
    const from = region?.from;
    if (!wave || from === undefined) {
      if (this.contains(document.activeElement)) this.#wave?.focus({ preventScroll: true });
      this.hidden = true;
      return;
    }
    this.hidden = false;
    const { view, width } = wave;
    const isSeen = (/** @type {HTMLElement} */ part, /** @type {boolean} */ is) => (part.hidden = !is && part !== document.activeElement);
    isSeen(this.#handles.from, view.has(from));
    isSeen(this.#handles.to, region?.to !== undefined && view.has(region.to));
    isSeen(this.#close, from <= view.to && (region?.to ?? from) >= view.from);
    const [start, end] = [view.place(from) * width, view.place(region?.to ?? from) * width];
    this.#placeStretch(start, end, width);
    this.#placeHandles(start, end, width);
    this.#speak();
  }

  /**
   * @param {number} start pixels
   * @param {number} end pixels
   * @param {number} width
   */
  #placeStretch(start, end, width) {
    const [left, right] = [Math.max(-2, start), Math.min(width + 2, end)];
    this.#stretch.hidden = right < left;
    this.#stretch.style.left = `${left.toFixed(1)}px`;
    this.#stretch.style.width = `${Math.max(0, right - left).toFixed(1)}px`;
    this.#stretch.classList.toggle("is-open", this.#region?.to === undefined);
  }

  /**
   * @param {number} start pixels
   * @param {number} end pixels
   * @param {number} width
   */
  #placeHandles(start, end, width) {
    const { first, second } = handles(start, end, width, SIZE);
    const isOpen = this.#region?.to === undefined;
    put(this.#handles.from, first, start);
    put(this.#handles.to, second, end);
    const inside = second - first - SIZE;
    const beside = isOpen ? first + SIZE : second + SIZE;
    const middle = first + SIZE + (inside - SIZE) / 2;
    put(this.#close, inside >= SIZE ? middle : beside + SIZE <= width ? beside : first - SIZE, 0);
  }

  #speak() {
    const length = this.#wave?.length ?? 0;
    for (const end of /** @type {const} */ (["from", "to"])) {
      const time = this.#region?.[end];
      if (time === undefined) continue;
      const said = { "aria-valuemax": length.toFixed(1), "aria-valuenow": time.toFixed(1), "aria-valuetext": spoken(time, DIGITS) };
      for (const [name, value] of Object.entries(said)) this.#handles[end].setAttribute(name, value);
      this.#handles[end].title = clock(time, DIGITS);
    }
  }

  /**
   * @param {"from" | "to"} end
   * @param {AbortSignal} signal
   */
  #listenTo(end, signal) {
    const grip = this.#handles[end];
    let offset = 0;
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !this.#wave) return;
      offset = this.#wave.timeAt(event.clientX) - (this.#region?.[end] ?? 0);
      grip.setPointerCapture(event.pointerId);
    }, { signal });
    grip.addEventListener("pointermove", (event) => {
      if (grip.hasPointerCapture(event.pointerId)) this.#moveEnd(end, (this.#wave?.timeAt(event.clientX) ?? 0) - offset);
    }, { signal });
    grip.addEventListener("pointerup", () => this.#ask(this.#region), { signal });
    grip.addEventListener("keydown", (event) => this.#step(end, event), { signal });
  }

  /**
   * @param {"from" | "to"} end
   * @param {KeyboardEvent} event
   */
  #step(end, event) {
    const { view, length } = this.#wave ?? {};
    const time = this.#region?.[end];
    if (!view || time === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Math.min(1, Math.max(0.1, view.span / 100));
    const steps = { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step, PageUp: 10 * step, PageDown: -10 * step };
    const target = event.key in steps ? time + steps[/** @type {keyof typeof steps} */ (event.key)] : { Home: 0, End: length }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#moveEnd(end, target);
    this.#ask(this.#region);
    this.#wave?.reveal(this.#region?.[end] ?? 0);
  }

  /**
   * Shown at once; the player hears of it when the hand is done.
   * @param {"from" | "to"} end
   * @param {number} time seconds
   */
  #moveEnd(end, time) {
    if (!this.#region || !this.#wave) return;
    this.#region = withEnd(this.#region, end, time, this.#wave.length);
    this.#show();
  }

  /**
   * Escape anywhere on the stage ends the loop, where nothing else has a use for it.
   * @param {Event} event
   */
  #pressed(event) {
    if (/** @type {KeyboardEvent} */ (event).key !== "Escape" || event.defaultPrevented || !this.#region) return;
    event.preventDefault();
    this.#ask(undefined);
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

  /** @param {{ version?: string }} state */
  #follow({ version }) {
    this.#heard = version;
    if (this.#wish && version === this.#wave?.dataset.version) this.#ask(this.#wish);
  }

  /**
   * A stretch is drawn along the ruler, or anywhere on the picture with Shift.
   * @param {AbortSignal} signal
   */
  #listenToStage(signal) {
    const stage = this.closest(".track-wave");
    if (!stage) return;
    const listen = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) => stage.addEventListener(name, act, { signal });
    listen("pointerdown", (event) => this.#press(event));
    listen("pointermove", (event) => this.#draw(event));
    listen("pointerup", (event) => this.#lift(event));
    listen("pointercancel", () => {
      if (this.#drawn) announce("ask-position");
      this.#drawn = undefined;
    });
    listen("dblclick", ({ target }) => {
      if (target.closest("stemma-ruler") && this.#region) this.#ask(undefined);
    });
    listen("keydown", (event) => this.#pressed(event));
  }

  /** @param {PointerEvent} event */
  #press({ target, button, pointerId, clientX, shiftKey }) {
    const place = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("stemma-ruler, stemma-waveform.hero"));
    if (button !== 0 || !place || (place.localName === "stemma-waveform" && !shiftKey)) return;
    this.#drawn = { id: pointerId, x: clientX, region: undefined };
    place.setPointerCapture(pointerId);
  }

  /** @param {PointerEvent} event */
  #draw({ pointerId, clientX }) {
    const drawn = this.#drawn;
    if (drawn?.id !== pointerId || !this.#wave || (!drawn.region && Math.abs(clientX - drawn.x) < SLACK)) return;
    drawn.region = between(this.#wave.timeAt(drawn.x), this.#wave.timeAt(clientX));
    this.#region = drawn.region;
    this.#show();
  }

  /**
   * A mere press seeks.
   * @param {PointerEvent} event
   */
  #lift({ pointerId, clientX }) {
    const drawn = this.#drawn;
    if (drawn?.id !== pointerId) return;
    this.#drawn = undefined;
    if (drawn.region) this.#ask(drawn.region);
    else this.#wave?.seek(this.#wave.timeAt(clientX));
  }
}

/** @param {string} name */
function handle(name) {
  const element = document.createElement("div");
  element.className = "handle";
  element.tabIndex = 0;
  for (const [key, value] of Object.entries({ role: "slider", "aria-label": name, "aria-valuemin": "0" })) element.setAttribute(key, value);
  element.append(document.createElement("i"));
  return element;
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
