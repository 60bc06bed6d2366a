import { announce, hear } from "../lib/dom.js";
import { handleKeys } from "../lib/keys.js";
import { offerMediaKeys, tellSystemOf, tellSystemWhere } from "../lib/media-session.js";
import { remember, remembered } from "../lib/settings.js";
import { Deck } from "../models/deck.js";
import { playableOf, playablesOn } from "../models/playable.js";
import { Reporter } from "../models/reporter.js";
import { PlayerPanel, markPlayButtons } from "./player-panel.js";
import { Twins } from "./twins.js";

/** @typedef {import("../models/playable.js").Playable} Playable */

const SPEEDS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2];

/**
 * What plays. There is one: the bar at the foot, which is carried from page to page, or all of an embedded page.
 *
 * Buttons with `data-play` anywhere on the page say what can be played and become its order. Of the parts that show
 * what is heard, the page may have any.
 */
class Player extends HTMLElement {
  #audio = /** @type {HTMLAudioElement} */ (this.querySelector("audio") ?? document.createElement("audio"));
  #deck = new Deck(this.#audio);
  #reporter = new Reporter();
  #panel = new PlayerPanel(this);
  #twins = new Twins((isSeen) => this.classList.toggle("is-quiet", isSeen));
  /** @type {Playable[]} */ #order = [];
  #isStarted = false;
  #isWaiting = false;
  #frame = 0;

  connectedCallback() {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#deck.following = (after) => this.#neighbour(after, 1);
    this.#listenToSound();
    this.#listenToPage();
    this.#restoreChoices();
    handleKeys(this);
    offerMediaKeys(this);
    this.#mark();
    if (this.dataset.autoplay !== undefined) this.toggle();
  }

  /** What is heard or ready to be. */
  get current() {
    return this.#deck.current;
  }

  get isPlaying() {
    return this.current !== undefined && !this.#audio.paused;
  }

  /** Seconds into the song. */
  get time() {
    return this.current ? this.#deck.time : 0;
  }

  /**
   * Plays `playable`; the page's other playables become what comes before and after.
   * @param {Playable} playable
   * @param {number} [time] seconds
   */
  async play(playable, time = 0) {
    this.#order = playablesOn(document);
    this.hidden = false;
    this.#panel.say("");
    this.#wait(true);
    try {
      if (await this.#deck.load(playable, time)) await this.#audio.play();
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Makes `playable` ready at `time` without playing; what plays already is left alone.
   * @param {Playable} playable
   * @param {number} time seconds
   */
  async cue(playable, time) {
    if (this.isPlaying) return;
    this.#order = playablesOn(document);
    this.hidden = false;
    try {
      await this.#deck.load(playable, time);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Plays or pauses; with nothing loaded, the first song of the page. */
  toggle() {
    if (this.current && this.#audio.src) return this.#audio.paused ? this.resume() : this.pause();
    const [first] = playablesOn(document);
    if (this.current) this.play(this.current);
    else if (first) this.play(first);
  }

  /** Plays on. */
  resume() {
    this.#audio.play().catch((error) => this.#fail(error));
  }

  pause() {
    this.#audio.pause();
  }

  /** @param {number} time seconds */
  seek(time) {
    if (!this.current) return;
    this.#reporter.lift();
    this.#deck.seek(Math.min(Math.max(0, time), Math.max(0, this.#deck.length - 0.1)));
    this.#show();
  }

  /** @param {number} seconds on, or back where negative */
  skip(seconds) {
    this.seek(this.time + seconds);
  }

  /** @param {number} share of the song, 0…1 */
  jump(share) {
    this.seek(share * this.#deck.length);
  }

  /** @param {1 | -1} direction */
  step(direction) {
    if (!this.current) return;
    if (direction < 0 && this.time > 4) return this.seek(0);
    const next = this.#neighbour(this.current, direction);
    if (next) this.play(next);
    else if (direction < 0) this.seek(0);
  }

  /** @param {1 | -1} direction */
  changeSpeed(direction) {
    const now = SPEEDS.findIndex((speed) => speed >= this.#audio.playbackRate - 0.01);
    this.#setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, now + direction))]);
  }

  /** @param {number} change 0…1 */
  changeVolume(change) {
    this.#setVolume(this.#audio.volume + change);
  }

  toggleMute() {
    this.#audio.muted = !this.#audio.muted;
  }

  /**
   * @param {Playable} playable
   * @param {1 | -1} direction
   */
  #neighbour(playable, direction) {
    const index = this.#order.findIndex(({ version }) => version === playable.version);
    return index < 0 ? undefined : this.#order[index + direction];
  }

  #listenToSound() {
    const audio = this.#audio;
    for (const name of ["play", "pause", "playing", "waiting", "ended"]) {
      audio.addEventListener(name, () => this.#soundChanged(name));
    }
    audio.addEventListener("timeupdate", () => this.#passed());
    audio.addEventListener("seeking", () => this.#reporter.lift());
    audio.addEventListener("volumechange", () => this.#panel.showVolume(audio.volume, audio.muted));
    audio.addEventListener("ratechange", () => this.#panel.showSpeed(audio.playbackRate));
    this.#deck.addEventListener("change", () => this.#changed());
    this.#deck.addEventListener("growth", () => this.#show());
    this.#deck.addEventListener("connection", (event) => this.#connectionChanged(/** @type {CustomEvent} */ (event).detail));
    this.#deck.addEventListener("failure", (event) => this.#fail(/** @type {CustomEvent} */ (event).detail));
    addEventListener("pagehide", () => this.#reporter.send());
  }

  #listenToPage() {
    document.addEventListener("click", (event) => this.#clicked(event));
    hear("seek", ({ version, time }) => this.#seekOrStart(version, time));
    hear("ask-position", () => this.#tell());
    hear("page", () => this.#pageChanged());
    this.#panel.volume?.addEventListener("input", (event) => {
      this.#audio.muted = false;
      this.#setVolume(Number(/** @type {HTMLInputElement} */ (event.target).value) / 100);
    });
    this.#watchTwins();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-play]"));
    if (button) {
      const playable = playableOf(button);
      if (playable.version === this.current?.version) this.toggle();
      else this.play(playable, Number(button.dataset.at ?? 0));
      return;
    }
    const action = /** @type {HTMLElement | null} */ (target.closest("stemma-player [data-do]"))?.dataset.do;
    if (action === "toggle") this.toggle();
    else if (action === "next") this.step(1);
    else if (action === "previous") this.step(-1);
    else if (action === "mute") this.toggleMute();
    else if (action === "speed") this.#setSpeed(SPEEDS[(SPEEDS.indexOf(this.#audio.playbackRate) + 1) % SPEEDS.length] ?? 1);
  }

  /**
   * @param {string} version
   * @param {number} time
   */
  #seekOrStart(version, time) {
    if (version === this.current?.version && this.#audio.src) return this.seek(time);
    const playable = playablesOn(document).find((candidate) => candidate.version === version);
    if (playable) this.play(playable, time);
  }

  /** @param {string} name */
  #soundChanged(name) {
    this.#wait(name === "waiting" || (name === "play" && this.#audio.readyState < 3));
    if (name === "pause" || name === "ended") this.#reporter.lift();
    if (name === "pause") this.#reporter.send();
    if (name === "ended") this.#ended();
    this.#mark();
    this.#show();
    this.#animate();
  }

  #ended() {
    this.#reporter.complete();
    this.#reporter.send();
    const next = this.current && this.#neighbour(this.current, 1);
    if (next) this.play(next);
  }

  #passed() {
    if (!this.#audio.paused && !this.#audio.seeking) this.#reporter.pass(this.time, this.#deck.length);
    this.#show();
  }

  /** Another song is heard. */
  #changed() {
    const song = this.current;
    if (!song) return;
    this.#reporter.begin(song);
    this.#panel.showSong(song);
    tellSystemOf(song);
    this.#mark();
    this.#watchTwins();
    this.#show();
  }

  #show() {
    const [time, length] = [this.time, this.#deck.length];
    this.#panel.showTime(time, length);
    this.#tell();
    tellSystemWhere({ isPlaying: this.isPlaying, isLoaded: this.current !== undefined, time, length, speed: this.#audio.playbackRate });
  }

  #tell() {
    announce("position", { version: this.current?.version, track: this.current?.track, time: this.time, isPlaying: this.isPlaying });
  }

  /** Between the element's own few reports a second the pictures move smoothly. */
  #animate() {
    cancelAnimationFrame(this.#frame);
    if (!this.isPlaying || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const tick = () => {
      this.#tell();
      if (this.isPlaying) this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  #mark() {
    markPlayButtons(this.current, { isPlaying: this.isPlaying, isWaiting: this.#isWaiting });
  }

  /** @param {boolean} isWaiting */
  #wait(isWaiting) {
    if (this.#isWaiting === isWaiting) return;
    this.#isWaiting = isWaiting;
    this.#mark();
  }

  #watchTwins() {
    this.classList.remove("is-quiet");
    this.#twins.watch(this.current?.version);
  }

  #pageChanged() {
    if (!this.isPlaying && !this.current) this.#order = [];
    this.#mark();
    this.#watchTwins();
    this.#tell();
  }

  #restoreChoices() {
    this.#audio.preservesPitch = true;
    this.#setVolume(remembered("volume", 1));
    this.#setSpeed(remembered("speed", 1));
  }

  /** @param {number} speed */
  #setSpeed(speed) {
    this.#audio.defaultPlaybackRate = speed;
    this.#audio.playbackRate = speed;
    remember("speed", speed);
  }

  /** @param {number} volume */
  #setVolume(volume) {
    this.#audio.volume = Math.min(1, Math.max(0, volume));
    remember("volume", this.#audio.volume);
  }

  /** @param {boolean} isThere */
  #connectionChanged(isThere) {
    this.#panel.say(isThere ? "" : "The server can’t be reached. The song goes on by itself as soon as it can.");
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#wait(false);
    const name = error instanceof DOMException ? error.name : "";
    if (name === "AbortError") return;
    if (name === "NotAllowedError") return this.#mark();
    this.#panel.say(error instanceof Error && error.message ? error.message : "This song can’t be played now. Try again in a moment.");
    this.#mark();
  }
}

customElements.define("stemma-player", Player);

export { Player };
