import { clock, spoken } from "../lib/time.js";

/** Digits of the times that a handle says. */
const DIGITS = 1;
/** Seconds that a key moves a handle, as a share of what is shown, and its bounds. */
const STEP = { share: 0.01, least: 0.1, most: 1 };

/** @typedef {import("./waveform.js").Waveform} Waveform */

/** One end of a loop as something to hold: a slider to fingers, keys and assistive technology. */
export class LoopHandle {
  element = document.createElement("div");

  #held;
  #moved;
  #left;
  #time = 0;
  #offset = 0;
  /** @type {Waveform | undefined} */ #wave;

  /**
   * @param {"from" | "to"} end
   * @param {(seconds: number) => void} moved called all the way
   * @param {() => void} left called when the hand is done
   */
  constructor(end, moved, left) {
    this.#moved = moved;
    this.#left = left;
    this.#held = false;
    this.element.className = `handle ${end}`;
    this.element.tabIndex = 0;
    this.#say({ role: "slider", "aria-label": end === "from" ? "Loop from" : "Loop to", "aria-valuemin": "0" });
    this.element.append(document.createElement("i"));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const { element } = this;
    element.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    element.addEventListener("pointermove", (event) => this.#drag(event), { signal });
    element.addEventListener("lostpointercapture", () => this.#lift(), { signal });
    element.addEventListener("keydown", (event) => this.#pressed(event), { signal });
  }

  /**
   * @param {Waveform} wave
   * @param {number} time seconds
   */
  tell(wave, time) {
    this.#wave = wave;
    this.#time = time;
    this.#say({ "aria-valuemax": wave.length.toFixed(1), "aria-valuenow": time.toFixed(1), "aria-valuetext": spoken(time, DIGITS) });
    this.element.title = clock(time, DIGITS);
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0 || !this.#wave) return;
    this.#offset = this.#wave.timeAt(event.clientX) - this.#time;
    this.#held = true;
    this.element.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #drag({ clientX }) {
    if (this.#held && this.#wave) this.#moved(this.#wave.timeAt(clientX) - this.#offset);
  }

  #lift() {
    this.#held = false;
    this.#left();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const wave = this.#wave;
    if (!wave || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Math.min(STEP.most, Math.max(STEP.least, wave.view.span * STEP.share));
    const steps = { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step, PageUp: 10 * step, PageDown: -10 * step };
    const target = event.key in steps ? this.#time + steps[/** @type {keyof typeof steps} */ (event.key)] : { Home: 0, End: wave.length }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#moved(target);
    this.#left();
    wave.reveal(this.#time);
  }

  /** @param {Record<string, string>} attributes */
  #say(attributes) {
    for (const [name, value] of Object.entries(attributes)) this.element.setAttribute(name, value);
  }
}
