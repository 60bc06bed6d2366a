import { announce, hear } from "../lib/dom.js";
import { clock } from "../lib/time.js";
import { cluster } from "../models/cluster.js";
import { PinList, placeOf } from "./pin-list.js";

/** Pixels between two pins: less, and a finger would touch both. */
const GAP = 34;
/** Half of a pin's width, and how far the lower and the higher stand above the picture. */
const HALF = 12;
const HEIGHTS = { low: 10, high: 28 };
/** Seconds for which a comment stays under the waveform after its moment. */
const STAY = 6;

/** @typedef {{ comment: HTMLElement, time: number }} Remark a comment on the page and its moment in seconds */

/**
 * The page's comments as pins over its waveform, and the one that belongs to the moment underneath.
 *
 * It reads the list that is on the page anyway, and is filled again whenever that changes. The pins are one stop for
 * the Tab key; arrows go from one to the next.
 */
class Pins extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;
  /** @type {import("./waveform.js").Waveform | undefined} */ #wave;
  /** @type {Remark[]} */ #remarks = [];
  /**
   * What is shown, by the comments and the state that they are in.
   * @type {Map<string, HTMLElement>}
   */
  #pins = new Map();
  #list = new PinList();
  /** @type {Remark | undefined} */ #heard;
  /** @type {Remark | undefined} */ #pointed;
  /** @type {Remark | undefined} */ #quoted;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.append(this.#list.element);
    hear("comments", () => this.#read(), signal);
    hear("view", (wave) => this.#looked(wave), signal);
    hear("position", (state) => this.#follow(state), signal);
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    for (const name of ["focusin", "pointerover"]) this.addEventListener(name, (event) => this.#point(event.target), { signal });
    for (const name of ["focusout", "pointerout"]) this.addEventListener(name, () => this.#point(null), { signal });
    this.#read();
    announce("ask-view");
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  #read() {
    const comments = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("stemma-comments .comment[data-ms]")]);
    this.#remarks = comments
      .map((comment) => ({ comment, time: Number(comment.dataset.ms) / 1000 }))
      .sort((a, b) => a.time - b.time);
    this.#place();
  }

  /** @param {import("./waveform.js").Waveform} wave */
  #looked(wave) {
    if (wave.closest(".track-wave") !== this.closest(".track-wave")) return;
    this.#wave = wave;
    this.#place();
  }

  #place() {
    const { view, width } = this.#wave ?? {};
    if (!view || !width || !view.length) return;
    const points = this.#remarks.filter(({ time }) => view.has(time)).map((value) => ({ value, x: view.place(value.time) * width }));
    this.#pins = new Map(cluster(points, GAP).map(({ x, members }, index) => this.#pin(members, x, index % 2 === 1)));
    this.#show([...this.#pins.values()]);
    this.#mark();
  }

  /**
   * @param {Remark[]} remarks
   * @param {number} x
   * @param {boolean} isLow
   * @returns {[string, HTMLElement]}
   */
  #pin(remarks, x, isLow) {
    const key = remarks.map(({ comment }) => `${comment.id} ${comment.dataset.stamp}`).join();
    const element = this.#pins.get(key) ?? (remarks.length > 1 ? this.#list.opener(remarks) : link(remarks[0]));
    element.dataset.members = remarks.map(({ comment }) => comment.id).join(" ");
    element.classList.toggle("low", isLow);
    element.style.translate = `${(x - HALF).toFixed(1)}px ${-HEIGHTS[isLow ? "low" : "high"]}px`;
    return [key, element];
  }

  /**
   * Shows these pins in this order, and moves none that stands right: it may have the focus. What a pin held that goes
   * away with the focus, another holds now.
   * @param {HTMLElement[]} shown
   */
  #show(shown) {
    const old = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".pin")]);
    const lost = old.find((pin) => pin === document.activeElement && !shown.includes(pin));
    for (const pin of old) if (!shown.includes(pin)) pin.remove();
    let place = this.firstChild;
    for (const pin of shown) {
      if (pin === place) place = place.nextSibling;
      else this.insertBefore(pin, place);
    }
    if (!shown.some(({ tabIndex }) => tabIndex === 0) && shown[0]) shown[0].tabIndex = 0;
    if (lost) holder(shown, lost.dataset.members?.split(" ")[0])?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const pins = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".pin")]);
    const index = pins.indexOf(/** @type {HTMLElement} */ (event.target));
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: pins.length - 1 }[event.key];
    if (index < 0 || next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const pin = pins[Math.min(pins.length - 1, Math.max(0, next))];
    for (const other of pins) other.tabIndex = other === pin ? 0 : -1;
    pin.focus();
  }

  /** @param {{ version?: string, time: number }} state */
  #follow({ version, time }) {
    const isOurs = version !== undefined && version === this.#wave?.dataset.version;
    this.#heard = isOurs ? this.#remarks.filter((remark) => isNow(remark.time, time)).at(-1) : undefined;
    this.#quote();
  }

  /** @param {EventTarget | null} target */
  #point(target) {
    const pin = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".pin")) : null;
    const [id] = pin?.dataset.members?.split(" ") ?? [];
    this.#pointed = id ? this.#remarks.find(({ comment }) => comment.id === id) : undefined;
    this.#quote();
  }

  /** Under the waveform stands what is pointed at, else what belongs to the moment that is heard. */
  #quote() {
    const remark = this.#pointed ?? this.#heard;
    if (remark === this.#quoted) return;
    this.#quoted = remark;
    this.#mark();
    const place = this.closest(".track-wave")?.querySelector(".quote");
    place?.replaceChildren(...(remark ? quotation(remark.comment) : []));
  }

  /** Lights the pin and the comment of the moment. */
  #mark() {
    const { view, width } = this.#wave ?? {};
    for (const { comment } of this.#remarks) comment.classList.toggle("now", comment === this.#heard?.comment);
    for (const pin of this.#pins.values()) {
      pin.classList.toggle("on", pin.dataset.members?.split(" ").includes(this.#heard?.comment.id ?? "-") ?? false);
    }
    const place = /** @type {HTMLElement | null | undefined} */ (this.closest(".track-wave")?.querySelector(".quote"));
    if (view && width && this.#quoted) place?.style.setProperty("--x", `${(view.place(this.#quoted.time) * width).toFixed(1)}px`);
  }
}

/**
 * @param {number} moment
 * @param {number} now
 */
function isNow(moment, now) {
  return moment <= now + 0.05 && now < moment + STAY;
}

/** @param {Remark} remark */
function link({ comment, time }) {
  const element = document.createElement("a");
  element.className = "pin";
  element.href = placeOf(comment);
  element.tabIndex = -1;
  const [what, by] = [comment.dataset.href ? "More" : "Comment", comment.dataset.href ? ":" : " by"];
  element.setAttribute("aria-label", `${what} at ${clock(time)}${by} ${comment.dataset.by ?? "somebody"}`);
  const face = comment.querySelector(".face")?.cloneNode(true);
  if (face) element.append(face);
  return element;
}

/**
 * @param {HTMLElement[]} pins
 * @param {string | undefined} id of a comment
 */
function holder(pins, id = "-") {
  return pins.find(({ dataset }) => dataset.members?.split(" ").includes(id)) ?? pins[0];
}

/** @param {HTMLElement} comment */
function quotation(comment) {
  const face = comment.querySelector(".face")?.cloneNode(true);
  const box = document.createElement("div");
  const words = document.createElement("p");
  words.className = "serif";
  words.textContent = comment.querySelector(".said")?.textContent?.trim() ?? "";
  box.append(words);
  return face ? [face, box] : [box];
}

customElements.define("stemma-pins", Pins);
