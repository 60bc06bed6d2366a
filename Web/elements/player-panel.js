import { clock } from "../lib/time.js";

/** @typedef {import("../models/playable.js").Playable} Playable */

/** What a player shows of itself; a page may leave out any part. */
export class PlayerPanel {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /** @returns {HTMLInputElement | null} */
  get volume() {
    return /** @type {HTMLInputElement | null} */ (this.#slot("volume"));
  }

  /**
   * Names the song and draws its waveform on the edge.
   * @param {Playable} song
   */
  showSong(song) {
    this.#write("title", song.title)?.setAttribute("href", song.href);
    this.#write("artist", song.artist);
    const art = this.#slot("art");
    art?.setAttribute("href", song.href);
    art?.replaceChildren();
    if (song.art) art?.append(Object.assign(document.createElement("img"), { src: song.art, alt: "", width: 52, height: 52 }));
    const edge = this.root.querySelector("stemma-waveform.edge");
    for (const [name, value] of Object.entries({ "data-ms": song.seconds * 1000, "data-version": song.version, "data-src": song.waveform })) {
      edge?.setAttribute(name, String(value));
    }
  }

  /**
   * @param {number} time seconds
   * @param {number} length seconds
   */
  showTime(time, length) {
    this.#write("now", clock(time));
    this.#write("length", clock(length > 0 ? Math.max(1, length) : 0));
  }

  /** @param {number} speed */
  showSpeed(speed) {
    const button = this.root.querySelector("[data-do=speed]");
    if (!button) return;
    button.textContent = `${speed}×`;
    button.setAttribute("aria-label", `Speed, ${speed} times`);
  }

  /**
   * @param {number} volume 0…1
   * @param {boolean} isMuted
   */
  showVolume(volume, isMuted) {
    if (this.volume) this.volume.value = String(Math.round(isMuted ? 0 : volume * 100));
    const button = this.root.querySelector("[data-do=mute]");
    button?.setAttribute("aria-pressed", String(isMuted));
    button?.querySelector("use")?.setAttribute("href", isMuted || volume === 0 ? "#i-muted" : "#i-volume");
  }

  /** @param {string} sentence empty to say nothing */
  say(sentence) {
    const place = /** @type {HTMLElement | null} */ (this.root.querySelector(".sorry"));
    if (!place || place.textContent === sentence) return;
    place.textContent = sentence;
    place.hidden = sentence === "";
  }

  /**
   * @param {string} name
   * @returns {HTMLElement | null}
   */
  #slot(name) {
    return this.root.querySelector(`[data-slot="${name}"]`);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #write(name, text) {
    const place = this.#slot(name);
    if (place && place.textContent !== text) place.textContent = text;
    return place;
  }
}

/**
 * Lets every play button on the page say what a press on it does.
 * @param {Playable | undefined} song what is heard
 * @param {{ isPlaying: boolean, isWaiting: boolean }} state
 */
export function markPlayButtons(song, { isPlaying, isWaiting }) {
  for (const element of document.querySelectorAll("[data-play], stemma-player [data-do=toggle]")) {
    const button = /** @type {HTMLElement} */ (element);
    const isOurs = button.closest("stemma-player .deck") !== null || (song !== undefined && button.dataset.version === song.version);
    const isOn = isOurs && isPlaying;
    const name = isOurs ? song?.title : button.dataset.title;
    button.setAttribute("aria-pressed", String(isOn));
    button.classList.toggle("is-waiting", isOurs && isWaiting);
    if (button.classList.contains("play")) button.setAttribute("aria-label", `${isOn ? "Pause" : "Play"}${name ? ` ${name}` : ""}`);
  }
}
