import { between } from "../models/region.js";

/** Pixels after which a press is meant as a stretch. */
const SLACK = 5;

/** @typedef {import("../models/region.js").Region} Region */

/**
 * Draws a stretch of a song: along the ruler, or anywhere on the picture with Shift. A mere press there seeks, and
 * two presses on the ruler rub out what is drawn.
 */
export class LoopBrush {
  /** @type {{ id: number, x: number, region: Region | undefined } | undefined} */ #stroke;
  #wave;
  #hands;

  /**
   * @param {() => import("./waveform.js").Waveform | undefined} wave
   * @param {object} hands what becomes of it
   * @param {(region: Region | undefined) => void} hands.drawing called all the way
   * @param {(region: Region) => void} hands.drawn
   * @param {() => void} hands.dropped
   * @param {() => void} hands.erased
   */
  constructor(wave, hands) {
    this.#wave = wave;
    this.#hands = hands;
  }

  /**
   * @param {HTMLElement} stage what holds picture and ruler
   * @param {AbortSignal} signal
   */
  connect(stage, signal) {
    stage.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    stage.addEventListener("pointermove", (event) => this.#move(event), { signal });
    stage.addEventListener("pointerup", (event) => this.#lift(event), { signal });
    stage.addEventListener("pointercancel", () => this.#cancel(), { signal });
    stage.addEventListener("dblclick", ({ target }) => {
      if (/** @type {Element} */ (target).closest("stemma-ruler")) this.#hands.erased();
    }, { signal });
  }

  /** @param {PointerEvent} event */
  #press({ target, button, pointerId, clientX, shiftKey }) {
    const place = /** @type {Element} */ (target).closest("stemma-ruler, stemma-waveform.hero");
    if (button !== 0 || !place || (place.localName === "stemma-waveform" && !shiftKey)) return;
    this.#stroke = { id: pointerId, x: clientX, region: undefined };
    place.setPointerCapture(pointerId);
  }

  /** @param {PointerEvent} event */
  #move({ pointerId, clientX }) {
    const [stroke, wave] = [this.#stroke, this.#wave()];
    if (stroke?.id !== pointerId || !wave || (!stroke.region && Math.abs(clientX - stroke.x) < SLACK)) return;
    stroke.region = between(wave.timeAt(stroke.x), wave.timeAt(clientX));
    this.#hands.drawing(stroke.region);
  }

  /** @param {PointerEvent} event */
  #lift({ pointerId, clientX }) {
    const [stroke, wave] = [this.#stroke, this.#wave()];
    if (stroke?.id !== pointerId) return;
    this.#stroke = undefined;
    if (stroke.region) this.#hands.drawn(stroke.region);
    else wave?.seek(wave.timeAt(clientX));
  }

  #cancel() {
    if (this.#stroke) this.#hands.dropped();
    this.#stroke = undefined;
  }
}
