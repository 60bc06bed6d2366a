import { announce, hear } from "../lib/dom.js";
import { Glide } from "../lib/glide.js";
import { Supply } from "../models/supply.js";
import { View } from "../models/view.js";
import { WavePicture } from "./wave-picture.js";
import { WavePointers } from "./wave-pointers.js";
import { WaveSlider } from "./wave-slider.js";

/**
 * A recording as a picture, and where it says `role="slider"` the way to move in it.
 *
 * `data-version` names the version, `data-src` its waveform JSON, `data-ms` its length; `data-growing` says that
 * the recording is still being read. A slider announces `view` with itself whenever it shows another part or size, and
 * `head` when its playhead moves, for what stands around it: pins, ruler, loop, overview.
 */
class Waveform extends HTMLElement {
  static observedAttributes = ["data-src", "data-ms", "data-version", "data-growing"];

  #picture = new WavePicture(this, () => this.#resized());
  #supply = new Supply(() => this.#redraw());
  /** @type {WaveSlider | undefined} */ #slider;
  /** @type {AbortController | undefined} */ #connection;
  /** @type {AbortController | undefined} */ #growth;
  /** What is shown, and what is on its way to be. */
  #view = new View(0);
  #goal = new View(0);
  #time = 0;
  #isOurs = false;
  #isHeld = false;
  #isSeen = false;
  #frame = 0;
  #glide = new Glide();

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#picture.connect(signal);
    if (this.getAttribute("role") === "slider") this.#becomeSlider(signal);
    this.#reset();
    this.#watchSight(signal);
    hear("position", (state) => this.#follow(state), signal);
    this.#watchGrowth();
    announce("ask-position");
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#growth?.abort();
    cancelAnimationFrame(this.#frame);
    this.#glide.stop();
  }

  /**
   * @param {string} name
   * @param {string | null} old
   * @param {string | null} value
   */
  attributeChangedCallback(name, old, value) {
    if (old === value || !this.isConnected || !this.#connection) return;
    if (name === "data-growing") this.#watchGrowth();
    else this.#reset();
  }

  /** Seconds of the recording. */
  get length() {
    return Number(this.dataset.ms ?? 0) / 1000;
  }

  /** Seconds into the recording. */
  get time() {
    return this.#time;
  }

  /** Whether it is what plays, or what a hand moves in. */
  get isHeard() {
    return this.#isOurs;
  }

  /** The part that is shown. To change it, say so to `change`. */
  get view() {
    return this.#view;
  }

  /** The picture's width in CSS pixels. */
  get width() {
    return this.#picture.width;
  }

  /** Digits behind the point that times on this picture have. */
  get digits() {
    return this.#view.digits(this.width);
  }

  /**
   * Shows another part; a strip always shows all.
   * @param {(view: View) => void} act
   * @param {{ glides: boolean }} [how] whether the eye is led there
   */
  change(act, how) {
    if (this.#picture.isStrip) return;
    act(this.#goal);
    const start = new View(this.length);
    start.move(this.#view.from, this.#view.span);
    const go = (/** @type {number} */ share) => this.#show(start.towards(this.#goal, share));
    if (how?.glides) return this.#glide.run(go);
    this.#glide.stop();
    go(1);
  }

  /** @param {number} clientX */
  placeAt(clientX) {
    const { left, width } = this.#picture.box;
    return Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
  }

  /** @param {number} clientX */
  timeAt(clientX) {
    return this.#view.time(this.placeAt(clientX));
  }

  /**
   * Goes there, and asks the player to.
   * @param {number} seconds
   */
  seek(seconds) {
    if (this.length <= 0) return;
    this.hold(seconds);
    this.#isHeld = false;
    announce("seek", { version: this.dataset.version, time: this.#time });
  }

  /**
   * Puts the playhead there while a hand holds it; what plays does so unheeded until it is let go.
   * @param {number} seconds
   */
  hold(seconds) {
    const wasOurs = this.#isOurs;
    this.#time = Math.min(Math.max(0, seconds), this.length);
    this.#isOurs = true;
    this.#isHeld = true;
    this.#slider?.speak({ isAsked: true });
    if (!wasOurs) this.#redraw();
    this.#showPlace();
  }

  /** Lets the playhead go back to what plays. */
  release() {
    this.#isHeld = false;
    announce("ask-position");
  }

  /**
   * Makes sure that a moment is shown.
   * @param {number} seconds
   */
  reveal(seconds) {
    if (!this.#goal.has(seconds)) this.change((view) => view.centre(seconds), { glides: true });
  }

  /** Another recording is shown: where the eye looked closely, there it goes on looking. */
  #reset() {
    const { from, span, isZoomed } = this.#goal;
    this.#view = new View(this.length);
    this.#goal = new View(this.length);
    this.#glide.stop();
    if (isZoomed) this.change((view) => view.move(from, Math.min(span, view.length)));
    this.#supply.forget();
    this.#time = 0;
    this.#isOurs = false;
    this.#isHeld = false;
    this.#slider?.speak({ isAsked: true });
    this.#want();
    this.#redraw();
  }

  /** @param {AbortSignal} signal */
  #becomeSlider(signal) {
    this.#slider ??= new WaveSlider(this);
    this.#slider.connect(signal);
    hear("ask-view", () => this.#redraw(), signal);
    new WavePointers(this).connect(signal);
  }

  /** @param {AbortSignal} signal */
  #watchSight(signal) {
    const sight = new IntersectionObserver(
      ([entry]) => {
        this.#isSeen = entry.isIntersecting;
        this.#want();
      },
      { rootMargin: "200px" },
    );
    sight.observe(this);
    signal.addEventListener("abort", () => sight.disconnect());
  }

  /** Columns of the whole recording at which each that is shown has its own. */
  get #columns() {
    return Math.max(60, this.#picture.columnCount / Math.max(0.0001, this.#goal.span / this.length));
  }

  get #mayAsk() {
    return Boolean(this.dataset.src) && this.#isSeen && this.length > 0;
  }

  #want() {
    if (this.#mayAsk) this.#supply.want(this.dataset.src ?? "", this.length, this.#columns);
  }

  /** While the recording is read, its picture is asked for again at every step, at most once a second. */
  #watchGrowth() {
    this.#growth?.abort();
    this.#growth = undefined;
    let last = 0;
    const again = () => {
      if (!this.#mayAsk || performance.now() - last < 1000) return;
      last = performance.now();
      this.#supply.refresh(this.dataset.src ?? "", this.length, this.#columns);
    };
    again();
    if (this.dataset.growing === undefined) return;
    this.#growth = new AbortController();
    const { signal } = this.#growth;
    const timer = setInterval(again, 2500);
    signal.addEventListener("abort", () => clearInterval(timer));
    this.#hearOfGrowth(again, signal);
  }

  /**
   * @param {() => void} again
   * @param {AbortSignal} signal
   */
  async #hearOfGrowth(again, signal) {
    const { listen } = await import("../lib/socket.js");
    if (!signal.aborted) signal.addEventListener("abort", listen(`version:${this.dataset.version}`, again));
  }

  /** @param {{ from: number, span: number }} part seconds */
  #show({ from, span }) {
    this.#view.move(from, span);
    this.#want();
    this.#redraw();
  }

  /** @param {{ version: string | undefined, time: number }} state */
  #follow(state) {
    const isOurs = state.version !== undefined && state.version === this.dataset.version;
    if (this.#isHeld || (!isOurs && !this.#isOurs)) return;
    const before = this.#time;
    if (isOurs !== this.#isOurs) this.#redraw();
    this.#isOurs = isOurs;
    this.#time = isOurs ? state.time : 0;
    if (isOurs) this.#keepInSight(before);
    this.#slider?.speak({ isAsked: Math.abs(this.#time - before) > 1 });
    this.#showPlace();
  }

  /**
   * Turns the page for a playhead that leaves it; who looks elsewhere is left there.
   * @param {number} before seconds
   */
  #keepInSight(before) {
    const goal = this.#goal;
    if (!goal.isZoomed || !goal.has(before) || goal.has(this.#time)) return;
    const plays = this.#time > before && this.#time - before < 1;
    this.change((view) => (plays ? view.turn(this.#time) : view.centre(this.#time)), { glides: true });
  }

  #resized() {
    this.#want();
    this.#redraw();
  }

  #redraw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.classList.toggle("is-drawn", Boolean(this.#supply.levels));
    this.classList.toggle("is-zoomed", this.#view.isZoomed);
    for (const end of /** @type {const} */ (["from", "to"])) {
      this.style.setProperty(`--${end}`, `${((this.#view[end] / Math.max(0.001, this.length)) * 100).toFixed(2)}%`);
    }
    this.#picture.draw(this.#supply.levels, this.#view, this.#isOurs);
    this.#showPlace();
    if (this.#slider) announce("view", this);
  }

  #showPlace() {
    this.#picture.show(this.#isOurs ? this.#view.place(this.#time) : 0);
    if (this.#slider) announce("head", this);
    this.style.setProperty("--played", (this.length ? this.#time / this.length : 0).toFixed(4));
  }
}

customElements.define("stemma-waveform", Waveform);

export { Waveform };
