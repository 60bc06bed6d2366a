import { spoken } from "../lib/time.js";

/** Seconds of music after which a slider that has the focus says anew where it is. */
const SILENCE = 10;

/** A waveform as the slider that it is to keys and to assistive technology. */
export class WaveSlider {
  #wave;
  #said = -Infinity;

  /** @param {import("./waveform.js").Waveform} wave */
  constructor(wave) {
    this.#wave = wave;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#wave.tabIndex = 0;
    this.#wave.setAttribute("aria-valuemin", "0");
    this.#wave.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.#wave.addEventListener("focus", () => this.speak({ isAsked: true }), { signal });
  }

  /**
   * Says where the playhead is: at once to who asked by moving it, every second to who may come by, and seldom to who
   * stands on it, since all of that is read out.
   * @param {{ isAsked: boolean }} reason
   */
  speak({ isAsked }) {
    const { length, time } = this.#wave;
    const rest = document.activeElement === this.#wave ? SILENCE : 1;
    if (!isAsked && Math.abs(Math.floor(time) - this.#said) < rest) return;
    this.#said = Math.floor(time);
    this.#set("aria-valuemax", String(Math.round(length)));
    this.#set("aria-valuenow", String(Math.round(time)));
    this.#set("aria-valuetext", `${spoken(time, isAsked ? this.#wave.digits : 0)} of ${spoken(length)}`);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#seeks(event) && !this.#looks(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Moves the playhead; by smaller steps where less is shown.
   * @param {KeyboardEvent} event
   */
  #seeks({ key, shiftKey }) {
    const wave = this.#wave;
    const { span, isZoomed } = wave.view;
    if (shiftKey && isZoomed) return false;
    const [step, small, page] = isZoomed ? [Math.min(5, span / 10), Math.min(1, span / 50), Math.min(30, span)] : [5, 1, 30];
    const steps = { ArrowRight: step, ArrowLeft: -step, ArrowUp: small, ArrowDown: -small, PageUp: page, PageDown: -page };
    const target = key in steps ? wave.time + steps[/** @type {keyof typeof steps} */ (key)] : { Home: 0, End: wave.length }[key];
    if (target === undefined) return false;
    wave.seek(target);
    wave.reveal(wave.time);
    return true;
  }

  /**
   * Moves what is shown.
   * @param {KeyboardEvent} event
   */
  #looks({ key, shiftKey }) {
    const { view, time } = this.#wave;
    const place = view.has(time) ? view.place(time) : 0.5;
    if (key === "+" || key === "=") this.#glide((goal) => goal.zoom(0.5, place));
    else if (key === "-" || key === "_") this.#glide((goal) => goal.zoom(2, place));
    else if (!view.isZoomed) return false;
    else if (key === "0" || key === "Escape") this.#glide((goal) => goal.showAll());
    else if (shiftKey && key === "ArrowRight") this.#glide((goal) => goal.move(goal.from + goal.span / 4));
    else if (shiftKey && key === "ArrowLeft") this.#glide((goal) => goal.move(goal.from - goal.span / 4));
    else return false;
    return true;
  }

  /** @param {(goal: import("../models/view.js").View) => void} act */
  #glide(act) {
    this.#wave.change(act, { glides: true });
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #set(name, value) {
    if (this.#wave.getAttribute(name) !== value) this.#wave.setAttribute(name, value);
  }
}
