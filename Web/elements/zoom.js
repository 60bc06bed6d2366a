import { announce, hear, icon } from "../lib/dom.js";

/** Buttons that show less or more of the track's waveform, for who has neither wheel nor two fingers on it. */
class Zoom extends HTMLElement {
  #less = button("Zoom out", "minus", "Show more (−)");
  #more = button("Zoom in", "plus", "Look closer (+, or Ctrl and the wheel)");
  /** @type {import("./waveform.js").Waveform | undefined} */ #wave;
  /** @type {AbortController | undefined} */ #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.replaceChildren(this.#less, this.#more);
    this.#less.addEventListener("click", () => this.#zoom(2), { signal });
    this.#more.addEventListener("click", () => this.#zoom(0.5), { signal });
    hear("view", (wave) => this.#show(wave), signal);
    announce("ask-view");
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @param {import("./waveform.js").Waveform} wave */
  #show(wave) {
    if (wave.closest(".track-wave") !== this.closest(".track-wave")) return;
    this.#wave = wave;
    offer(this.#less, wave.view.isZoomed, this.#more);
    offer(this.#more, !wave.view.isFinest && wave.view.length > 0, this.#less);
  }

  /**
   * The playhead stays where it is, where it is to be seen.
   * @param {number} factor
   */
  #zoom(factor) {
    const wave = this.#wave;
    if (!wave) return;
    const { view, time } = wave;
    const place = view.has(time) && time > 0 ? view.place(time) : 0.5;
    wave.change((goal) => goal.zoom(factor, place), { glides: true });
  }
}

/**
 * A button that can't be used is gone; the focus goes to the other.
 * @param {HTMLButtonElement} element
 * @param {boolean} isOffered
 * @param {HTMLButtonElement} other
 */
function offer(element, isOffered, other) {
  if (element.disabled === !isOffered) return;
  const hadFocus = element === document.activeElement;
  element.disabled = !isOffered;
  if (hadFocus) other.focus();
}

/**
 * @param {string} name
 * @param {string} mark
 * @param {string} hint
 */
function button(name, mark, hint) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "sq";
  element.title = hint;
  element.disabled = true;
  element.setAttribute("aria-label", name);
  element.append(icon(mark));
  return element;
}

customElements.define("stemma-zoom", Zoom);
