import { hear } from "../lib/dom.js";
import { clock } from "../lib/time.js";
import { cluster } from "../models/cluster.js";

/** Pixels between two pins of the same height. */
const GAP = 32;
/** Seconds for which a comment stays under the waveform after its moment. */
const STAY = 6;

/**
 * The page's comments as pins over its waveform, and the one that belongs to the moment underneath.
 *
 * It reads the list that is on the page anyway, and is filled again whenever that changes.
 */
class Pins extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;
  /** @type {ResizeObserver | undefined} */ #sizes;
  #quoted = "";

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    hear("comments", () => this.#place(), signal);
    hear("view", () => this.#place(), signal);
    hear("position", (state) => this.#quote(state), signal);
    this.#sizes = new ResizeObserver(() => this.#place());
    this.#sizes.observe(this);
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#sizes?.disconnect();
  }

  get #wave() {
    return /** @type {import("./waveform.js").Waveform | null} */ (this.parentElement?.querySelector("stemma-waveform") ?? null);
  }

  get #comments() {
    return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("stemma-comments .comment[data-ms]")]);
  }

  #place() {
    const view = this.#wave?.view;
    const width = this.clientWidth;
    if (!view || !width || !view.length) return;
    const points = this.#comments
      .map((value) => ({ value, x: view.place(Number(value.dataset.ms) / 1000) * width }))
      .filter(({ x }) => x >= 0 && x <= width);
    this.replaceChildren(...cluster(points, GAP).map(({ x, members }, index) => pin(members, x, index % 2 === 1)));
  }

  /** @param {{ version?: string, time: number, isPlaying: boolean }} state */
  #quote({ version, time }) {
    const isOurs = version === this.#wave?.dataset.version;
    const passed = isOurs ? this.#comments.filter(({ dataset }) => isNow(Number(dataset.ms) / 1000, time)) : [];
    const comment = passed.at(-1);
    if ((comment?.id ?? "") === this.#quoted) return;
    this.#quoted = comment?.id ?? "";
    for (const other of this.#comments) other.classList.toggle("now", other === comment);
    for (const mark of this.querySelectorAll(".pin")) {
      mark.classList.toggle("on", mark.getAttribute("data-members")?.split(" ").includes(this.#quoted) ?? false);
    }
    const place = this.closest(".track-wave")?.querySelector(".quote");
    place?.replaceChildren(...(comment ? quotation(comment) : []));
  }
}

/**
 * @param {number} moment
 * @param {number} now
 */
function isNow(moment, now) {
  return moment <= now + 0.05 && now < moment + STAY;
}

/**
 * @param {HTMLElement[]} comments
 * @param {number} x
 * @param {boolean} isLow
 */
function pin(comments, x, isLow) {
  const [first] = comments;
  const seconds = Number(first.dataset.ms) / 1000;
  const link = document.createElement("a");
  link.className = isLow ? "pin low" : "pin";
  link.href = `#${first.id}`;
  link.dataset.members = comments.map(({ id }) => id).join(" ");
  const who = first.dataset.by ?? "somebody";
  const more = comments.length > 1 ? ` and ${comments.length - 1} more` : "";
  link.setAttribute("aria-label", `Comment at ${clock(seconds)} by ${who}${more}`);
  link.style.transform = `translate(${x - 12}px, ${isLow ? -10 : -28}px)`;
  const face = first.querySelector(".face")?.cloneNode(true);
  if (face) link.append(face);
  if (comments.length > 1) link.append(Object.assign(document.createElement("span"), { className: "many", textContent: String(comments.length) }));
  return link;
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
