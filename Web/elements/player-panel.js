import { clock, spoken } from "../lib/time.js";

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
    if (song.art) art?.append(pictureOf(song));
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

  /**
   * What of the sound is out of the ordinary: the speed, and how long until it stops.
   * @param {import("../lib/sound.js").Sound} sound
   */
  showSound({ speed, sleep, sleepLeft }) {
    const rest = sleep === "song" ? "this song" : Number.isFinite(sleepLeft) ? clock(sleepLeft) : "";
    this.#write("sound-state", [speed === 1 ? "" : `${speed}×`, rest].filter(Boolean).join(" · "));
    const words = [speed === 1 ? "" : `, ${speed} times the speed`, sleep === "off" ? "" : ", it will stop by itself"];
    this.root.querySelector("[popovertarget=sound]:not([popovertargetaction])")?.setAttribute("aria-label", `Sound${words.join("")}`);
  }

  /** @param {import("../models/queue.js").Repeat} repeat */
  showRepeat(repeat) {
    const button = this.root.querySelector("[data-do=repeat]");
    button?.setAttribute("aria-label", `Repeat: ${{ off: "off", all: "all", one: "this song" }[repeat]}`);
    button?.classList.toggle("is-on", repeat !== "off");
    button?.querySelector("use")?.setAttribute("href", repeat === "one" ? "#i-repeat-one" : "#i-repeat");
  }

  /**
   * The passage that is repeated, or of which one end is set.
   * @param {number | undefined} from seconds
   * @param {number | undefined} to
   */
  showLoop(from, to) {
    const button = /** @type {HTMLElement | null} */ (this.root.querySelector("[data-do=end-loop]"));
    if (!button) return;
    button.hidden = from === undefined;
    if (from === undefined) return;
    const end = to === undefined ? "…" : clock(to);
    this.#write("loop", `${clock(from)}–${end}`);
    button.setAttribute("aria-label", to === undefined ? `A passage from ${spoken(from)} on; end it` : `Repeating ${spoken(from)} to ${spoken(to)}; end it`);
  }

  /** @param {boolean} isSeen whether the page shows the song's own waveform */
  stepBack(isSeen) {
    const isQuiet = isSeen && !this.root.classList.contains("is-open");
    this.root.classList.toggle("is-quiet", isQuiet);
    const edge = /** @type {HTMLElement | null} */ (this.root.querySelector("stemma-waveform.edge"));
    if (edge) edge.inert = isQuiet;
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

  /**
   * @param {string} sentence empty to say nothing
   * @param {{ isGood?: boolean }} [options] whether nothing is wrong
   */
  say(sentence, options) {
    const isGood = options?.isGood ?? false;
    this.#put(".aside", isGood ? sentence : "");
    this.#put(".sorry", isGood ? "" : sentence);
  }

  /**
   * @param {string} selector
   * @param {string} sentence
   */
  #put(selector, sentence) {
    const place = /** @type {HTMLElement | null} */ (this.root.querySelector(selector));
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

/** @param {Playable} song */
function pictureOf({ art, cover }) {
  const picture = document.createElement("img");
  Object.assign(picture, { src: art, alt: "", width: 52, height: 52, sizes: "(width < 720px) 100vw, 60vh" });
  if (cover) picture.srcset = `${art} 200w, ${cover} 1000w`;
  return picture;
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
