import { hear } from "../lib/dom.js";
import { engrave, grid, plate } from "../models/engraving.js";

/** @typedef {Record<"rest" | "played", import("../models/engraving.js").Ink>} Inks */

/** Where the colours come from besides the page's own theme. */
const WISHES = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"];
/** Below this height in CSS pixels a picture is a strip: lifted, and always all of the song. */
const STRIP = 64;

/**
 * A waveform on two canvases, one over the other: all of it at rest, and all of it played, cut off at the playhead.
 * So playing moves an edge and draws nothing.
 */
export class WavePicture {
  /** CSS pixels. */
  width = 0;

  #host;
  #resized;
  #rest = canvas("rest");
  #past = canvas("past");
  #head = Object.assign(document.createElement("i"), { className: "head" });
  #probe = Object.assign(document.createElement("i"), { className: "probe" });
  #size = { width: 0, height: 0, ratio: 1, isStrip: false };
  #pitch = 0;
  /** @type {Inks | undefined} */ #inks;

  /**
   * @param {HTMLElement} host
   * @param {() => void} resized called when it has to be drawn anew
   */
  constructor(host, resized) {
    this.#host = host;
    this.#resized = resized;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#host.append(this.#probe, this.#rest, this.#past, this.#head);
    this.#watchSize(signal);
    hear("theme", () => this.#reink(), signal);
    hear("page", () => this.#reink(), signal);
    for (const wish of WISHES) matchMedia(wish).addEventListener("change", () => this.#reink(), { signal });
  }

  /** Columns that stand side by side. */
  get columnCount() {
    return Math.max(1, Math.floor(this.width / (this.#pitch || 3)));
  }

  /** Whether it is a line of print more than a picture. */
  get isStrip() {
    return this.#size.isStrip;
  }

  /** Where the picture begins, and its width, in the window's pixels. */
  get box() {
    return this.#rest.getBoundingClientRect();
  }

  /**
   * @param {import("../models/levels.js").Levels | undefined} levels nothing where nothing is known
   * @param {import("../models/view.js").View} view
   * @param {boolean} hasPast whether any of it may have been played
   */
  draw(levels, view, hasPast) {
    const { width, height, ratio, isStrip } = this.#size;
    if (!width || !height) return;
    const inks = (this.#inks ??= this.#mix());
    const form = plate(width, height, ratio, this.#pitch);
    const columns = levels ? grid(form, levels, view) : { columns: [], offset: 0 };
    const gain = (isStrip ? 1.3 : 0.97) / Math.max(0.05, levels?.peak ?? 1);
    paint(this.#rest, form, columns, gain, inks.rest);
    if (hasPast) paint(this.#past, form, columns, gain, inks.played);
  }

  /**
   * Moves the playhead.
   * @param {number} place 0…1 inside what is shown; beyond it, the head is out of sight
   */
  show(place) {
    const share = Math.min(1, Math.max(0, place));
    this.#past.style.clipPath = `inset(0 ${((1 - share) * 100).toFixed(3)}% 0 0)`;
    this.#head.style.transform = `translateX(${(share * this.width).toFixed(2)}px)`;
    this.#head.hidden = place <= 0 || place > 1;
  }

  /** @param {AbortSignal} signal */
  #watchSize(signal) {
    const sizes = new ResizeObserver((entries) => this.#measure(entries[entries.length - 1]));
    try {
      sizes.observe(this.#rest, { box: "device-pixel-content-box" });
    } catch {
      sizes.observe(this.#rest);
    }
    signal.addEventListener("abort", () => sizes.disconnect());
  }

  /** @param {ResizeObserverEntry} entry */
  #measure({ contentRect, devicePixelContentBoxSize }) {
    const ratio = Math.max(1, window.devicePixelRatio || 1);
    const exact = devicePixelContentBoxSize?.[0];
    const width = whole(contentRect.width * ratio, exact?.inlineSize);
    const height = whole(contentRect.height * ratio, exact?.blockSize);
    this.#size = { width, height, ratio, isStrip: contentRect.height < STRIP };
    this.width = contentRect.width;
    this.#pitch = Number.parseFloat(getComputedStyle(this.#host).getPropertyValue("--pitch")) || 3;
    this.#resized();
  }

  /** The colours may have changed. */
  #reink() {
    this.#inks = undefined;
    this.#resized();
  }

  /** @returns {Inks} */
  #mix() {
    const colour = (/** @type {string} */ name) => {
      this.#probe.style.color = `var(--wave-${name})`;
      return getComputedStyle(this.#probe).color;
    };
    return {
      rest: { tint: colour("rest"), full: colour("rest-core") },
      played: { tint: colour("played"), full: colour("played-core") },
    };
  }
}

/**
 * Device pixels as the browser counted them, which depends on where the picture stands; else rounded.
 * @param {number} about
 * @param {number} [counted]
 */
function whole(about, counted = Infinity) {
  return Math.abs(counted - about) <= 1 ? counted : Math.round(about);
}

/** @param {string} name */
function canvas(name) {
  const element = document.createElement("canvas");
  element.className = name;
  element.setAttribute("aria-hidden", "true");
  return element;
}

/**
 * @param {HTMLCanvasElement} element
 * @param {import("../models/engraving.js").Plate} form
 * @param {import("../models/engraving.js").Grid} columns
 * @param {number} gain
 * @param {import("../models/engraving.js").Ink} ink
 */
function paint(element, form, columns, gain, ink) {
  const { width, height } = form;
  if (element.width !== width || element.height !== height) Object.assign(element, { width, height });
  const context = element.getContext("2d");
  if (context) engrave(context, form, columns, gain, ink);
}
