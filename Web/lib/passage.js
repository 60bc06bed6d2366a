import { announce, hear } from "./dom.js";
import { Loop } from "../models/loop.js";

/** The passage that is repeated: kept for the song that is heard, shown and told to the page's waveforms. */
export class Passage {
  #loop = new Loop();

  /**
   * @param {import("../models/transport.js").Transport} transport
   * @param {(from: number | undefined, to: number | undefined) => void} show
   */
  constructor(transport, show) {
    this.transport = transport;
    this.show = show;
    hear("set-loop", ({ version, from, to }) => version === transport.current?.version && this.set(from, to));
    hear("ask-position", () => this.tell());
  }

  get isSet() {
    return this.#loop.isSet;
  }

  /** @param {"from" | "to"} end to be here, or where it is set already to be no more */
  toggle(end) {
    if (!this.transport.current) return;
    this.#loop.toggle(end, this.transport.time);
    this.#changed();
  }

  /**
   * Repeats what lies between these seconds.
   * @param {number | undefined} from
   * @param {number | undefined} to
   */
  set(from, to) {
    this.#loop.set(from, to);
    this.#changed();
  }

  clear() {
    this.#loop.clear();
    this.#changed();
  }

  /** Tells the page's waveforms. */
  tell() {
    announce("loop", { version: this.transport.current?.version, from: this.#loop.from, to: this.#loop.to });
  }

  #changed() {
    this.transport.deck.loop = this.#loop.passage;
    this.show(this.#loop.from, this.#loop.to);
    this.tell();
  }
}
