import { announce, hear } from "../lib/dom.js";
import { clock } from "../lib/time.js";
import { marks } from "../models/ruler.js";

/** Pixels between two marks with times, and what a time takes. */
const APART = 84;
const ROOM = 44;

/** The times under the track's waveform, as the bars stand under a score; the playhead's own runs along in colour. */
class Ruler extends HTMLElement {
  #now = Object.assign(document.createElement("b"), { className: "now", hidden: true });
  #end = Object.assign(document.createElement("span"), { className: "end" });
  /** @type {HTMLElement[]} */ #marks = [];
  /** @type {AbortController | undefined} */ #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.title = "Drag along to repeat a part";
    this.append(this.#now, this.#end);
    hear("view", (wave) => this.#show(wave), signal);
    hear("head", (wave) => this.#follow(wave), signal);
    announce("ask-view");
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /** @param {import("./waveform.js").Waveform} wave */
  #show(wave) {
    if (wave.closest(".track-wave") !== this.closest(".track-wave")) return;
    const { view, width } = wave;
    if (!width || !view.length) return;
    const { times, part, digits } = marks(view.from, view.to, width, APART);
    times.forEach((time, index) => {
      const x = view.place(time) * width;
      const mark = (this.#marks[index] ??= this.appendChild(document.createElement("span")));
      mark.hidden = x > width - ROOM;
      mark.style.transform = `translateX(${x.toFixed(1)}px)`;
      write(mark, x < width - 2 * ROOM ? clock(time, digits) : "");
    });
    write(this.#end, clock(view.to, digits));
    for (const mark of this.#marks.slice(times.length)) mark.hidden = true;
    this.style.setProperty("--part", `${part.toFixed(3)}px`);
    this.style.setProperty("--first", `${(times.length ? view.place(times[0]) * width : 0).toFixed(1)}px`);
  }

  /** @param {import("./waveform.js").Waveform} wave */
  #follow(wave) {
    if (wave.closest(".track-wave") !== this.closest(".track-wave")) return;
    const { view, time, width, digits, isHeard } = wave;
    this.#now.hidden = !isHeard || !view.has(time);
    if (this.#now.hidden) return;
    const x = view.place(time) * width;
    write(this.#now, clock(time, Math.min(1, digits)));
    this.#now.style.transform = `translateX(${x.toFixed(1)}px)`;
    this.#now.classList.toggle("is-late", x > width - 1.5 * ROOM);
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} text
 */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

customElements.define("stemma-ruler", Ruler);
