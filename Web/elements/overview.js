import { announce, hear } from "../lib/dom.js";
import { spoken } from "../lib/time.js";

/** Attributes by which the small picture is the same recording. */
const SAME = ["data-version", "data-src", "data-ms", "data-growing"];

/**
 * The whole song, small, while the track's waveform shows part of it: a window stands over that part, can be dragged,
 * widened and narrowed by its edges, and moved by keys.
 */
class Overview extends HTMLElement {
  #picture = document.createElement("stemma-waveform");
  #window = document.createElement("div");
  #edges = { from: edge("from"), to: edge("to") };
  /** @type {import("./waveform.js").Waveform | undefined} */ #wave;
  /** @type {AbortController | undefined} */ #connection;
  /**
   * What a pointer holds, and how far from its beginning in seconds.
   * @type {{ part: "all" | "from" | "to", offset: number } | undefined}
   */
  #grip;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#build();
    this.replaceChildren(this.#picture, this.#window);
    hear("view", (wave) => this.#show(wave), signal);
    announce("ask-view");
    this.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    this.addEventListener("pointermove", (event) => this.#move(event), { signal });
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
      this.addEventListener(name, () => (this.#grip = undefined), { signal });
    }
    this.#window.addEventListener("keydown", (event) => this.#pressed(event), { signal });
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  #build() {
    this.#picture.className = "strip";
    this.#picture.setAttribute("aria-hidden", "true");
    this.#window.className = "window";
    this.#window.tabIndex = 0;
    for (const [name, value] of Object.entries({ role: "slider", "aria-label": "Part of the song that is shown", "aria-valuemin": "0" })) {
      this.#window.setAttribute(name, value);
    }
    this.#window.replaceChildren(this.#edges.from, this.#edges.to);
  }

  /** @param {import("./waveform.js").Waveform} wave */
  #show(wave) {
    if (wave.closest(".track-wave") !== this.closest(".track-wave")) return;
    this.#wave = wave;
    const { view } = wave;
    if (!view.isZoomed && this.contains(document.activeElement)) wave.focus({ preventScroll: true });
    this.classList.toggle("is-on", view.isZoomed);
    if (!view.isZoomed) return;
    for (const name of SAME) copy(name, wave, this.#picture);
    const { style } = this.#window;
    style.left = `${((view.from / view.length) * 100).toFixed(3)}%`;
    style.width = `${((view.span / view.length) * 100).toFixed(3)}%`;
    this.#speak(view);
  }

  /** @param {import("../models/view.js").View} view */
  #speak({ from, to, span, length }) {
    const said = {
      "aria-valuemax": Math.round(length - span),
      "aria-valuenow": Math.round(from),
      "aria-valuetext": `${spoken(from)} to ${spoken(to)}`,
    };
    for (const [name, value] of Object.entries(said)) this.#window.setAttribute(name, String(value));
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const wave = this.#wave;
    if (event.button !== 0 || !wave?.view.isZoomed) return;
    const time = this.#timeAt(event.clientX);
    const held = /** @type {HTMLElement} */ (event.target).dataset.edge;
    if (held === "from" || held === "to") this.#grip = { part: held, offset: time - wave.view[held] };
    else {
      if (!wave.view.has(time)) wave.change((view) => view.centre(time));
      this.#grip = { part: "all", offset: time - wave.view.from };
    }
    this.setPointerCapture(event.pointerId);
    event.preventDefault();
    this.#window.focus({ preventScroll: true });
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#grip) return;
    const { part, offset } = this.#grip;
    const time = this.#timeAt(event.clientX) - offset;
    this.#wave?.change((view) => (part === "all" ? view.move(time) : view.stretch(part, time)));
  }

  /** @param {number} clientX */
  #timeAt(clientX) {
    const { left, width } = this.getBoundingClientRect();
    return ((clientX - left) / Math.max(1, width)) * (this.#wave?.length ?? 0);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actions[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    this.#wave?.change(act, { glides: true });
  }
}

/** @type {Record<string, (view: import("../models/view.js").View) => void>} */
const actions = {
  ArrowLeft: (view) => view.move(view.from - view.span / 4),
  ArrowRight: (view) => view.move(view.from + view.span / 4),
  ArrowDown: (view) => view.move(view.from - view.span / 4),
  ArrowUp: (view) => view.move(view.from + view.span / 4),
  PageDown: (view) => view.move(view.from - view.span),
  PageUp: (view) => view.move(view.from + view.span),
  Home: (view) => view.move(0),
  End: (view) => view.move(view.length),
  "+": (view) => view.zoom(0.5, 0.5),
  "=": (view) => view.zoom(0.5, 0.5),
  "-": (view) => view.zoom(2, 0.5),
  0: (view) => view.showAll(),
  Escape: (view) => view.showAll(),
};

/** @param {"from" | "to"} name */
function edge(name) {
  const element = document.createElement("i");
  element.className = `edge ${name}`;
  element.dataset.edge = name;
  return element;
}

/**
 * @param {string} name
 * @param {Element} source
 * @param {Element} target
 */
function copy(name, source, target) {
  const value = source.getAttribute(name);
  if (value === target.getAttribute(name)) return;
  if (value === null) target.removeAttribute(name);
  else target.setAttribute(name, value);
}

customElements.define("stemma-overview", Overview);
