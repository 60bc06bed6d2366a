import { announce, hear } from "../lib/dom.js";
import { clock, spoken } from "../lib/time.js";
import { listen } from "../lib/socket.js";
import { engrave } from "../models/engraving.js";
import { fetchLevels } from "../models/levels.js";
import { View } from "../models/view.js";

/**
 * A recording as a picture, and where it says `role="slider"` the way to move in it.
 *
 * `data-version` names the version, `data-src` its waveform JSON, `data-ms` its length; `data-growing` says that
 * the recording is still being read. Zoomed by wheel with Ctrl, by pinch, and by + and −.
 */
class Waveform extends HTMLElement {
  static observedAttributes = ["data-src", "data-ms", "data-version", "data-growing"];

  #canvas = document.createElement("canvas");
  #probe = document.createElement("i");
  #tip = document.createElement("span");
  #view = new View(0);
  /** @type {import("../models/levels.js").Levels | undefined} */ #levels;
  /** @type {AbortController | undefined} */ #connection;
  /** @type {Map<number, number>} pointers that are down, by their x */ #fingers = new Map();
  #at = 0;
  #isOurs = false;
  #isSeen = false;
  #frame = 0;
  #load = 0;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#canvas.setAttribute("aria-hidden", "true");
    this.#probe.className = "probe";
    this.#tip.className = "tip tn";
    this.#tip.hidden = true;
    this.append(this.#probe, this.#canvas, this.#tip);
    this.#reset();
    this.#watchSize(signal);
    hear("position", (state) => this.#follow(state), signal);
    hear("theme", () => this.#reink(), signal);
    hear("page", () => this.#reink(), signal);
    for (const wish of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      matchMedia(wish).addEventListener("change", () => this.#reink(), { signal });
    }
    if (this.getAttribute("role") === "slider") this.#becomeSlider(signal);
    this.#watchGrowth();
    announce("ask-position");
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#growth?.abort();
    cancelAnimationFrame(this.#frame);
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

  /** The part that is shown. */
  get view() {
    return this.#view;
  }

  #reset() {
    this.#view = new View(this.length);
    this.#levels = undefined;
    this.#at = 0;
    this.#isOurs = false;
    this.#speak();
    this.#fetch();
    this.#redraw();
  }

  /** @param {AbortSignal} signal */
  #watchSize(signal) {
    const sizes = new ResizeObserver(() => this.#redraw());
    sizes.observe(this);
    const sight = new IntersectionObserver(
      ([entry]) => {
        this.#isSeen = entry.isIntersecting;
        if (this.#isSeen) this.#fetch();
      },
      { rootMargin: "200px" },
    );
    sight.observe(this);
    signal.addEventListener("abort", () => {
      sizes.disconnect();
      sight.disconnect();
    });
  }

  async #fetch() {
    const { src } = this.dataset;
    if (!src || !this.#isSeen || this.length <= 0) return;
    const share = Math.max(0.0001, (this.#view.to - this.#view.from) / this.length);
    const columns = Math.max(60, this.#columnCount / share);
    const load = (this.#load += 1);
    try {
      const levels = await fetchLevels(src, this.length, columns);
      if (load === this.#load) this.#levels = levels;
      this.#redraw();
    } catch {
      // Not there yet: the line that waits stays.
    }
  }

  /** @type {AbortController | undefined} */ #growth;

  /** While the recording is read, its picture is asked for again at every step, at most once a second. */
  #watchGrowth() {
    this.#growth?.abort();
    this.#growth = undefined;
    this.#fetch();
    if (this.dataset.growing === undefined) return;
    this.#growth = new AbortController();
    let last = 0;
    const again = () => {
      if (performance.now() - last < 1000) return;
      last = performance.now();
      this.#fetch();
    };
    const leave = listen(`version:${this.dataset.version}`, again);
    const timer = setInterval(again, 2500);
    this.#growth.signal.addEventListener("abort", () => {
      leave();
      clearInterval(timer);
    });
  }

  /** @param {AbortSignal} signal */
  #becomeSlider(signal) {
    this.tabIndex = 0;
    this.setAttribute("aria-valuemin", "0");
    this.#speak();
    const options = { signal };
    this.addEventListener("pointerdown", (event) => this.#press(event), options);
    this.addEventListener("pointermove", (event) => this.#drag(event), options);
    this.addEventListener("pointerup", (event) => this.#release(event), options);
    this.addEventListener("pointercancel", (event) => this.#fingers.delete(event.pointerId), options);
    this.addEventListener("pointerleave", () => (this.#tip.hidden = true), options);
    this.addEventListener("keydown", (event) => this.#key(event), options);
    this.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) return;
    this.#fingers.set(event.pointerId, event.clientX);
    if (event.pointerType === "mouse" && this.#fingers.size === 1) this.#seek(this.#timeAt(event.clientX));
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    const before = this.#fingers.get(event.pointerId);
    if (this.#fingers.size === 2 && before !== undefined) this.#pinch(event, before);
    else if (event.pointerType === "mouse" && before !== undefined) this.#seek(this.#timeAt(event.clientX));
    if (event.pointerType === "mouse") this.#showTip(event.clientX);
  }

  /**
   * A finger seeks when it is lifted, so that scrolling over a waveform moves nothing.
   * @param {PointerEvent} event
   */
  #release(event) {
    const down = this.#fingers.get(event.pointerId);
    const wasAlone = this.#fingers.size === 1;
    this.#fingers.delete(event.pointerId);
    if (event.pointerType === "mouse" || down === undefined || !wasAlone) return;
    if (Math.abs(down - event.clientX) < 12) this.#seek(this.#timeAt(event.clientX));
  }

  /**
   * @param {PointerEvent} event
   * @param {number} before
   */
  #pinch(event, before) {
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1] ?? before;
    const was = Math.abs(before - other);
    const is = Math.abs(event.clientX - other);
    this.#fingers.set(event.pointerId, event.clientX);
    if (was > 8 && is > 8) this.#zoom(was / is, (event.clientX + other) / 2);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#zoom(Math.exp(event.deltaY / 240), event.clientX);
    } else if (this.#view.isZoomed && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      const span = this.#view.to - this.#view.from;
      this.#view.move(this.#view.from + (event.deltaX / this.clientWidth) * span);
      this.#changedView();
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowRight: 5, ArrowLeft: -5, ArrowUp: 1, ArrowDown: -1, PageUp: 30, PageDown: -30 }[event.key];
    const middle = this.#canvas.getBoundingClientRect();
    if (step) this.#seek(this.#at + step);
    else if (event.key === "Home") this.#seek(0);
    else if (event.key === "End") this.#seek(this.length);
    else if (event.key === "+") this.#zoom(0.5, middle.left + this.#view.place(this.#at) * middle.width);
    else if (event.key === "-") this.#zoom(2, middle.left + middle.width / 2);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {number} factor
   * @param {number} clientX
   */
  #zoom(factor, clientX) {
    const box = this.#canvas.getBoundingClientRect();
    this.#view.zoom(factor, Math.min(1, Math.max(0, (clientX - box.left) / box.width)));
    this.#changedView();
  }

  #changedView() {
    this.#fetch();
    this.#redraw();
    announce("view", this);
  }

  /** @param {number} clientX */
  #timeAt(clientX) {
    const box = this.#canvas.getBoundingClientRect();
    return this.#view.time((clientX - box.left) / Math.max(1, box.width));
  }

  /** @param {number} seconds */
  #seek(seconds) {
    if (this.length <= 0) return;
    this.#at = Math.min(Math.max(0, seconds), this.length);
    this.#isOurs = true;
    this.#speak();
    this.#redraw();
    announce("seek", { version: this.dataset.version, time: this.#at });
  }

  /** @param {{ version: string | undefined, time: number }} state */
  #follow(state) {
    const isOurs = state.version !== undefined && state.version === this.dataset.version;
    if (!isOurs && !this.#isOurs) return;
    this.#isOurs = isOurs;
    this.#at = isOurs ? state.time : 0;
    if (this.#view.isZoomed && isOurs && this.#at > this.#view.to) {
      this.#view.move(this.#at);
      this.#changedView();
    }
    this.#speak();
    this.#redraw();
  }

  #speak() {
    if (this.getAttribute("role") !== "slider") return;
    this.setAttribute("aria-valuemax", String(Math.round(this.length)));
    this.setAttribute("aria-valuenow", String(Math.round(this.#at)));
    this.setAttribute("aria-valuetext", `${spoken(this.#at)} of ${spoken(this.length)}`);
  }

  /** @param {number} clientX */
  #showTip(clientX) {
    const box = this.#canvas.getBoundingClientRect();
    const x = Math.min(Math.max(20, clientX - box.left), box.width - 20);
    this.#tip.hidden = false;
    this.#tip.textContent = clock(this.#timeAt(clientX));
    this.#tip.style.setProperty("--x", `${x}px`);
  }

  #redraw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  get #pitch() {
    return Number.parseFloat(getComputedStyle(this).getPropertyValue("--pitch")) || 3;
  }

  get #columnCount() {
    return Math.max(1, Math.floor(this.clientWidth / this.#pitch));
  }

  #draw() {
    const box = this.#canvas.getBoundingClientRect();
    const ratio = Math.max(1, window.devicePixelRatio || 1);
    const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
    const context = this.#canvas.getContext("2d");
    if (!width || !height || !context) return;
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    const played = this.#isOurs ? this.#view.place(this.#at) : 0;
    this.style.setProperty("--played", String(this.length ? this.#at / this.length : 0));
    this.classList.toggle("is-drawn", Boolean(this.#levels));
    if (!this.#levels) return context.clearRect(0, 0, width, height);
    const pitch = Math.max(2, Math.round(this.#pitch * ratio));
    const bar = Math.max(1, pitch - Math.max(1, Math.round(ratio)));
    const count = Math.floor((width + pitch - bar) / pitch);
    const plate = { context, width, height, ratio, pitch, bar, inks: this.#inks() };
    const gain = (box.height < 64 ? 1.3 : 0.97) / Math.max(0.05, this.#levels.peak);
    engrave(plate, this.#levels.columns(count, this.#view.from, this.#view.to), gain, Math.max(0, played * width));
    this.#drawOverview(plate);
  }

  /**
   * A line along the foot that says which part is shown.
   * @param {import("../models/engraving.js").Plate} plate
   */
  #drawOverview({ context, width, height, ratio, inks }) {
    if (!this.#view.isZoomed) return;
    context.fillStyle = inks.rest;
    context.fillRect(0, height - 3 * ratio, width, 3 * ratio);
    context.fillStyle = inks["played-core"];
    const scale = width / this.length;
    context.fillRect(this.#view.from * scale, height - 3 * ratio, (this.#view.to - this.#view.from) * scale, 3 * ratio);
  }

  /** @type {import("../models/engraving.js").Inks | undefined} */ #mixed;

  /** The colours may have changed. */
  #reink() {
    this.#mixed = undefined;
    this.#redraw();
  }

  #inks() {
    if (this.#mixed) return this.#mixed;
    const names = /** @type {const} */ (["rest", "rest-core", "played", "played-core", "head"]);
    const inks = /** @type {import("../models/engraving.js").Inks} */ ({});
    for (const name of names) {
      this.#probe.style.color = `var(--wave-${name})`;
      inks[name] = getComputedStyle(this.#probe).color;
    }
    return (this.#mixed = inks);
  }
}

customElements.define("stemma-waveform", Waveform);

export { Waveform };
