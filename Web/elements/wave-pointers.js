import { clock } from "../lib/time.js";

/** Pixels that a finger goes sideways before it moves the playhead. */
const SLACK = 8;
/** Milliseconds and pixels between two taps that belong together. */
const DOUBLE = { time: 320, distance: 24 };
/** How much of what is shown remains after a double click. */
const CLOSER = 0.25;
/** What a wheel turns at most at once, in pixels. */
const NOTCH = 50;

/** @typedef {{ x: number, start: number, time: number }} Finger where it is, where it came down, and the time that it holds */

/**
 * A waveform under mouse and fingers.
 *
 * A mouse seeks where it goes down and where it is let go; a finger where it is lifted, after a tap or a way
 * sideways, so that scrolling over the picture moves nothing. Two fingers hold the two moments they touch.
 */
export class WavePointers {
  #wave;
  /** @type {Map<number, Finger>} */ #fingers = new Map();
  #tip = Object.assign(document.createElement("span"), { className: "tip tn", hidden: true });
  #tapped = { at: -Infinity, x: 0 };
  #isScrubbing = false;
  #wasPinched = false;

  /** @param {import("./waveform.js").Waveform} wave */
  constructor(wave) {
    this.#wave = wave;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const wave = this.#wave;
    const options = { signal };
    wave.append(this.#tip);
    wave.addEventListener("pointerdown", (event) => this.#press(event), options);
    wave.addEventListener("pointermove", (event) => this.#move(event), options);
    wave.addEventListener("pointerup", (event) => this.#lift(event), options);
    wave.addEventListener("pointercancel", (event) => this.#cancel(event), options);
    wave.addEventListener("pointerleave", () => this.#hideTip(), options);
    wave.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    signal.addEventListener("abort", () => this.#tip.remove());
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0 || event.shiftKey) return;
    const { clientX: x, pointerType } = event;
    this.#fingers.set(event.pointerId, { x, start: x, time: this.#wave.timeAt(x) });
    if (this.#fingers.size > 1) return this.#beginPinch();
    this.#wasPinched = false;
    if (pointerType !== "mouse") return;
    this.#wave.setPointerCapture(event.pointerId);
    this.#wave.seek(this.#wave.timeAt(x));
  }

  #beginPinch() {
    this.#wasPinched = true;
    this.#hideTip();
    if (this.#isScrubbing) this.#wave.release();
    this.#isScrubbing = false;
    for (const finger of this.#fingers.values()) finger.time = this.#wave.timeAt(finger.x);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const finger = this.#fingers.get(event.pointerId);
    if (finger) finger.x = event.clientX;
    if (finger && this.#fingers.size > 1) return this.#pinch();
    const isMouse = event.pointerType === "mouse";
    if (finger && !this.#wasPinched) this.#scrub(finger, isMouse ? 1 : SLACK);
    if (isMouse || this.#isScrubbing) this.#showTip(event.clientX, !isMouse);
  }

  /**
   * @param {Finger} finger
   * @param {number} slack
   */
  #scrub({ x, start }, slack) {
    if (!this.#isScrubbing && Math.abs(x - start) < slack) return;
    this.#isScrubbing = true;
    this.#wave.hold(this.#wave.timeAt(x));
  }

  #pinch() {
    const [first, second] = [...this.#fingers.values()].map(({ x, time }) => ({ time, place: this.#wave.placeAt(x) }));
    this.#wave.change((view) => view.hold(first, second));
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    const finger = this.#fingers.get(event.pointerId);
    this.#fingers.delete(event.pointerId);
    if (!finger || this.#wasPinched) return;
    const isMouse = event.pointerType === "mouse";
    if (this.#isScrubbing) this.#wave.seek(this.#wave.timeAt(event.clientX));
    else this.#tap(event, isMouse);
    this.#isScrubbing = false;
    if (!isMouse) this.#hideTip();
  }

  /**
   * @param {PointerEvent} event
   * @param {boolean} isMouse
   */
  #tap({ clientX, timeStamp }, isMouse) {
    const { at, x } = this.#tapped;
    const isDouble = timeStamp - at < DOUBLE.time && Math.abs(clientX - x) < DOUBLE.distance;
    this.#tapped = { at: isDouble ? -Infinity : timeStamp, x: clientX };
    if (isDouble) this.#lookCloser(clientX);
    else if (!isMouse) this.#wave.seek(this.#wave.timeAt(clientX));
  }

  /** @param {number} clientX */
  #lookCloser(clientX) {
    const place = this.#wave.placeAt(clientX);
    this.#wave.change((view) => (view.isFinest ? view.showAll() : view.zoom(CLOSER, place)), { glides: true });
  }

  /**
   * The browser took the finger, to scroll.
   * @param {PointerEvent} event
   */
  #cancel(event) {
    this.#fingers.delete(event.pointerId);
    if (this.#isScrubbing) this.#wave.release();
    this.#isScrubbing = false;
    this.#hideTip();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const [x, y] = [event.deltaX * unit, event.deltaY * unit];
    const sideways = event.shiftKey && x === 0 ? y : x;
    if (event.ctrlKey || event.metaKey) {
      const place = this.#wave.placeAt(event.clientX);
      this.#wave.change((view) => view.zoom(Math.exp(Math.max(-NOTCH, Math.min(NOTCH, y)) / 100), place));
    } else if (this.#wave.view.isZoomed && (event.shiftKey || Math.abs(x) > Math.abs(y))) {
      this.#wave.change((view) => view.move(view.from + (sideways / Math.max(1, this.#wave.width)) * view.span));
    } else {
      return;
    }
    event.preventDefault();
  }

  /**
   * @param {number} clientX
   * @param {boolean} isUnderFinger
   */
  #showTip(clientX, isUnderFinger) {
    const x = this.#wave.placeAt(clientX) * this.#wave.width;
    this.#tip.hidden = false;
    this.#tip.classList.toggle("by-finger", isUnderFinger);
    this.#tip.textContent = clock(this.#wave.timeAt(clientX), this.#wave.digits);
    this.#tip.style.setProperty("--x", `${x.toFixed(1)}px`);
  }

  #hideTip() {
    this.#tip.hidden = true;
  }
}
