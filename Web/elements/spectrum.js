import { hear } from "../lib/dom.js";
import { remember, remembered } from "../lib/settings.js";
import { engrave, plate } from "../models/engraving.js";
import { Spectrum } from "../models/spectrum.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("../models/tape.js").Tape} Tape */

/** CSS pixels from line to line. */
const PITCH = 5;
/** How much of the way a line goes in a second's sixtieth: up, down, and the crown that marks where it was. */
const RISE = 0.35;
const FALL = 0.1;
const SINK = 0.012;
/** Seconds between two pictures where somebody wishes less motion. */
const STILL = 1;

/** The pitches of what is heard, engraved like a waveform: bodies as they sound, crowns where they were. */
class SpectrumPicture extends HTMLElement {
  #canvas = document.createElement("canvas");
  #probe = Object.assign(document.createElement("i"), { className: "probe" });
  #isOn = remembered("spectrum", /** @type {boolean} */ (false));
  #spectrum = new Spectrum(1);
  #bodies = [0];
  #crowns = [0];
  /** @type {Tape | undefined} */ #tape;
  #version = "";
  #drawn = 0;

  connectedCallback() {
    const ruler = document.createElement("ol");
    ruler.setAttribute("aria-hidden", "true");
    ruler.append(...Array.from({ length: 8 }, (_, octave) => Object.assign(document.createElement("li"), { textContent: `A${octave + 1}` })));
    this.append(this.#canvas, this.#probe, ruler);
    new ResizeObserver(() => this.#fit()).observe(this.#canvas);
    hear("position", (state) => this.#follow(state));
    this.#player.addEventListener("stage", () => this.#settle());
    this.#settle();
  }

  get #player() {
    return /** @type {Player} */ (this.closest("stemma-player"));
  }

  /** Shows it, with the player opened for it, or hides it. */
  toggle() {
    const { stage } = this.#player;
    this.#isOn = !stage.isOpen || !this.#isOn;
    remember("spectrum", this.#isOn);
    if (stage.isOpen) this.#settle();
    else stage.toggle();
  }

  #settle() {
    const { stage } = this.#player;
    const button = /** @type {HTMLElement | null} */ (this.#player.querySelector("[data-do=spectrum]"));
    this.hidden = !(stage.isOpen && this.#isOn);
    this.#player.classList.toggle("has-spectrum", !this.hidden);
    if (button) button.hidden = !stage.isOpen;
    button?.setAttribute("aria-pressed", String(this.#isOn));
    if (this.hidden) this.#forget();
  }

  #forget() {
    this.#tape?.end();
    this.#tape = undefined;
    this.#version = "";
  }

  #fit() {
    const { clientWidth, clientHeight } = this.#canvas;
    const ratio = Math.max(1, devicePixelRatio || 1);
    Object.assign(this.#canvas, { width: Math.round(clientWidth * ratio), height: Math.round(clientHeight * ratio) });
    const bands = Math.max(8, Math.floor(clientWidth / PITCH));
    if (bands !== this.#bodies.length) {
      this.#spectrum = new Spectrum(bands);
      this.#bodies = new Array(bands).fill(0);
      this.#crowns = new Array(bands).fill(0);
    }
    this.#draw();
  }

  /** @param {{ version: string | undefined, time: number, isPlaying: boolean }} state */
  async #follow({ version, time, isPlaying }) {
    const song = this.#player.current;
    if (this.hidden || !song || song.version !== version) return;
    if (version !== this.#version) this.#begin(song);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const since = (performance.now() - this.#drawn) / 1000;
    if (!isPlaying || (isStill && since < STILL)) return;
    const piece = await this.#tape?.at(time);
    if (!piece || this.hidden) return;
    this.#drawn = performance.now();
    this.#move(this.#spectrum.levels(piece.samples, (time - piece.start) * piece.rate, piece.rate), isStill ? Infinity : since * 60);
    this.#draw();
  }

  /** @param {import("../models/playable.js").Playable} song */
  async #begin(song) {
    this.#forget();
    this.#version = song.version;
    const { Tape } = await import("../models/tape.js");
    if (!this.hidden && this.#version === song.version) this.#tape = new Tape(song);
  }

  /**
   * @param {number[]} levels
   * @param {number} ticks sixtieths of a second that have passed
   */
  #move(levels, ticks) {
    levels.forEach((level, band) => {
      const body = this.#bodies[band] ?? 0;
      const share = 1 - (1 - (level > body ? RISE : FALL)) ** ticks;
      this.#bodies[band] = body + (level - body) * share;
      this.#crowns[band] = Math.max(this.#bodies[band], (this.#crowns[band] ?? 0) - SINK * Math.min(ticks, 60));
    });
  }

  #draw() {
    const context = this.#canvas.getContext("2d");
    const { width, height } = this.#canvas;
    if (!context || !width || !height) return;
    const columns = this.#bodies.map((body, band) => ({ high: this.#crowns[band], low: body * 0.7, body: body * 0.85 }));
    const form = plate(width, height, width / this.#canvas.clientWidth, PITCH);
    engrave(context, form, { columns, offset: 0 }, 1, { tint: this.#ink("played"), full: this.#ink("played-core") });
  }

  /** @param {string} name of a token of the waveform's colours */
  #ink(name) {
    this.#probe.style.color = `var(--wave-${name})`;
    return getComputedStyle(this.#probe).color;
  }
}

customElements.define("stemma-spectrum", SpectrumPicture);

export { SpectrumPicture };
