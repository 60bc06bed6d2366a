import { announce } from "../lib/dom.js";
import { tellSystemOf, tellSystemWhere } from "../lib/media-session.js";
import { PlayerPanel, markPlayButtons } from "./player-panel.js";
import { PlayerVersions } from "./player-versions.js";
import { Twins } from "./twins.js";

/** @typedef {import("../models/transport.js").Transport} Transport */

/** Shows what the player does, wherever that is seen: on its panel, on the page, and where the system shows it. */
export class PlayerView {
  #isWaiting = false;
  #frame = 0;

  /**
   * @param {HTMLElement} root
   * @param {Transport} transport
   */
  constructor(root, transport) {
    this.root = root;
    this.transport = transport;
    this.panel = new PlayerPanel(root);
    this.versions = new PlayerVersions(root);
    this.twins = new Twins((isSeen) => this.panel.stepBack(isSeen));
    root.addEventListener("stage", () => this.watchTwins());
  }

  /** Another page is there. */
  showPage() {
    this.versions.show(this.transport.current);
    this.mark();
    this.watchTwins();
    this.tell();
  }

  /** Another song is there. */
  showSong() {
    const song = this.transport.current;
    if (!song) return;
    this.root.hidden = false;
    this.panel.showSong(song);
    this.versions.show(song);
    tellSystemOf(song);
    this.mark();
    this.watchTwins();
  }

  /**
   * The place in the song.
   * @param {number} speed
   */
  showPlace(speed) {
    const { time, length, isPlaying, current } = this.transport;
    this.panel.showTime(time, length);
    this.tell();
    tellSystemWhere({ isPlaying, isLoaded: current !== undefined, time, length, speed });
  }

  /** Tells the page's pictures where we are. */
  tell() {
    const { current, time, isPlaying } = this.transport;
    announce("position", { version: current?.version, track: current?.track, time, isPlaying });
  }

  /** Between the element's own few reports a second the pictures move smoothly. */
  animate() {
    cancelAnimationFrame(this.#frame);
    if (!this.transport.isPlaying || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const tick = () => {
      this.tell();
      if (this.transport.isPlaying) this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  /** Lets every play button say what a press on it does. */
  mark() {
    markPlayButtons(this.transport.current, { isPlaying: this.transport.isPlaying, isWaiting: this.#isWaiting });
  }

  /** @param {boolean} isWaiting for sound to come */
  wait(isWaiting) {
    if (this.#isWaiting === isWaiting) return;
    this.#isWaiting = isWaiting;
    this.mark();
  }

  /** While the page itself shows the song, the player's own picture steps back. */
  watchTwins() {
    this.panel.stepBack(false);
    this.twins.watch(this.transport.current?.version);
  }
}
