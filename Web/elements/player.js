import { handleButtons } from "../lib/buttons.js";
import { hear } from "../lib/dom.js";
import { loadElements } from "../lib/elements.js";
import { handleMoments } from "../lib/fragment.js";
import { handleKeys } from "../lib/keys.js";
import { offerMediaKeys } from "../lib/media-session.js";
import { OneTab } from "../lib/one-tab.js";
import { Passage } from "../lib/passage.js";
import { reportPlays } from "../lib/plays.js";
import { Program } from "../lib/program.js";
import { Sound } from "../lib/sound.js";
import { Stage } from "../lib/stage.js";
import { handleVersions } from "../lib/versions.js";
import { playablesOn } from "../models/playable.js";
import { Transport } from "../models/transport.js";
import { counterpart } from "../models/versions.js";
import { PlayerView } from "./player-view.js";
import { PlayerWords } from "./player-words.js";

/** @typedef {import("../models/playable.js").Playable} Playable */

/** Seconds after which Previous begins the song again. */
const FRESH = 4;

/**
 * What plays. There is one: the bar at the foot, which is carried from page to page, or all of an embedded page.
 *
 * Buttons with `data-play` anywhere on the page say what can be played and become the queue. Of the parts that show
 * what is heard, the page may have any.
 */
class Player extends HTMLElement {
  #audio = /** @type {HTMLAudioElement} */ (this.querySelector("audio") ?? document.createElement("audio"));
  #transport = new Transport(this.#audio);
  #view = new PlayerView(this, this.#transport);
  #words = new PlayerWords(this.#view);
  #tabs = new OneTab(() => this.#yield());
  #isStarted = false;

  program = new Program(this.#transport, this.classList.contains("bar"));
  passage = new Passage(this.#transport, (from, to) => this.#view.panel.showLoop(from, to));
  sound = new Sound(this.#transport);
  stage = new Stage(this);

  connectedCallback() {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#transport.deck.following = (after) => (this.sound.sleep === "song" ? undefined : this.program.queue.following(after));
    reportPlays(this.#transport);
    this.#listenToSound();
    this.#listenToPage();
    this.sound.restore();
    handleButtons(this);
    handleKeys(this);
    offerMediaKeys(this);
    handleVersions();
    const kept = this.program.takeUp();
    if (kept) this.#cue(kept.playable, kept.time);
    this.#view.mark();
    handleMoments();
    if (this.dataset.autoplay !== undefined) this.toggle();
  }

  /** What is heard or ready to be. */
  get current() {
    return this.#transport.current;
  }

  get isPlaying() {
    return this.#transport.isPlaying;
  }

  /** Whether a song plays, or will as soon as it is loaded. */
  get isGoing() {
    return this.isPlaying || this.#transport.isBeginning;
  }

  /** Seconds into the song. */
  get time() {
    return this.#transport.time;
  }

  /** Seconds of the song. */
  get length() {
    return this.#transport.length;
  }

  /** Shows the picture of the pitches, or hides it, where there is one. */
  async toggleSpectrum() {
    await loadElements(this);
    /** @type {import("./spectrum.js").SpectrumPicture | null} */ (this.querySelector("stemma-spectrum"))?.toggle();
  }

  /**
   * Plays `playable`; the page's other songs become what comes before and after.
   * @param {Playable} playable
   * @param {number} [time] seconds
   */
  play(playable, time = 0) {
    return this.#begin(this.program.start(playable), time);
  }

  /**
   * Makes `playable` ready at `time` without playing; what plays already is left alone.
   * @param {Playable} playable
   * @param {number} time seconds
   */
  cue(playable, time) {
    if (this.isPlaying) return;
    this.#cue(this.program.start(playable), time);
  }

  /** Plays or pauses; with nothing loaded, the first song of the page. */
  toggle() {
    if (this.isPlaying) this.pause();
    else this.resume();
  }

  /** Plays on. */
  resume() {
    const [first] = this.current ? [] : playablesOn(document);
    if (first) this.play(first);
    else this.#words.attempt(this.#transport.resume());
  }

  pause() {
    this.#audio.pause();
  }

  /** Pauses at the beginning. */
  stop() {
    this.pause();
    this.seek(0);
  }

  /** @param {number} time seconds */
  seek(time) {
    if (!this.current) return;
    this.#transport.seek(time);
    this.#show();
  }

  /** @param {number} seconds on, or back where negative */
  skip(seconds) {
    this.seek(this.time + seconds);
  }

  /** @param {number} share of the song, 0…1 */
  jump(share) {
    this.seek(share * this.length);
  }

  /** @param {1 | -1} direction */
  step(direction) {
    if (!this.current) return;
    if (direction < 0 && this.time > FRESH) return this.seek(0);
    const next = this.program.queue.step(direction);
    if (next) this.#begin(next, 0);
    else if (direction < 0) this.seek(0);
  }

  /**
   * Another version of the song takes its place, where the same music is likely to be.
   * @param {Playable} playable
   * @param {boolean} isPlayed or only made ready
   */
  exchange(playable, isPlayed) {
    const time = counterpart(this.time, this.length, playable.seconds);
    const version = { ...playable, album: this.current?.album };
    this.program.queue.exchange(version);
    if (isPlayed) this.#begin(version, time);
    else this.#cue(version, time);
  }

  /**
   * Puts a song in the queue; where nothing plays, in its place.
   * @param {Playable} playable
   * @param {boolean} isNext whether before all the others
   */
  enqueue(playable, isNext) {
    if (!this.current) {
      this.program.queue.start(playable, []);
      this.#cue(playable, 0);
    } else {
      this.program.arrange((queue) => (isNext ? queue.addNext(playable) : queue.addLast(playable)));
    }
  }

  /**
   * Plays what waits in the queue under that id.
   * @param {number} id
   */
  playEntry(id) {
    const playable = this.program.queue.jump(id);
    if (playable) this.#begin(playable, 0);
  }

  /**
   * Plays a song now without touching what comes.
   * @param {Playable} playable
   */
  playAgain(playable) {
    this.program.queue.addNext(playable);
    this.step(1);
  }

  /** Leaves what can be left: the open player, then the passage. */
  escape() {
    if (this.stage.isOpen) this.stage.close();
    else if (this.passage.isSet) this.passage.clear();
  }

  /** @param {number} change 0…1 */
  changeVolume(change) {
    this.sound.volume += change;
  }

  toggleMute() {
    this.sound.isMuted = !this.sound.isMuted;
  }

  /**
   * @param {Playable} playable
   * @param {number} time seconds
   */
  #begin(playable, time) {
    this.hidden = false;
    return this.#words.attempt(this.#transport.begin(playable, time));
  }

  /**
   * @param {Playable} playable
   * @param {number} time seconds
   */
  #cue(playable, time) {
    this.#transport.cue(playable, time);
    this.#showSong();
    this.#fetchParts();
  }

  #listenToSound() {
    const audio = this.#audio;
    for (const name of ["play", "pause", "playing", "waiting", "ended"]) {
      audio.addEventListener(name, () => this.#soundChanged(name));
    }
    audio.addEventListener("timeupdate", () => this.#passed());
    audio.addEventListener("volumechange", () => this.#view.panel.showVolume(this.sound.volume, audio.muted));
    this.sound.addEventListener("change", () => this.#view.panel.showSound(this.sound));
    this.sound.addEventListener("sleep", () => this.pause());
    this.#transport.deck.addEventListener("change", (event) => this.#changed(/** @type {CustomEvent} */ (event).detail));
    this.#transport.deck.addEventListener("growth", () => this.#show());
    this.#transport.deck.addEventListener("connection", (event) => this.#words.connect(/** @type {CustomEvent} */ (event).detail));
    this.#transport.deck.addEventListener("failure", (event) => this.#words.fail(/** @type {CustomEvent} */ (event).detail));
  }

  #listenToPage() {
    hear("seek", ({ version, time }) => this.#seekOrStart(version, time));
    hear("ask-position", () => this.#view.tell());
    hear("queue", ({ repeat }) => this.#view.panel.showRepeat(repeat));
    hear("page", () => this.#pageChanged());
    this.#view.panel.volume?.addEventListener("input", (event) => {
      this.sound.isMuted = false;
      this.sound.volume = Number(/** @type {HTMLInputElement} */ (event.target).value) / 100;
    });
    addEventListener("pagehide", () => this.program.keep());
    this.#view.watchTwins();
  }

  /**
   * @param {string} version
   * @param {number} time
   */
  #seekOrStart(version, time) {
    if (version === this.current?.version && this.#transport.isReady) return this.seek(time);
    const playable = playablesOn(document).find((candidate) => candidate.version === version);
    if (playable) this.play(playable, time);
  }

  /** @param {string} name */
  #soundChanged(name) {
    this.#view.wait(name === "waiting" || (name === "play" && this.#audio.readyState < 3));
    if (name === "play") this.#tabs.claim();
    if (name === "playing") this.#words.hush();
    if (name === "playing") this.program.queue.hear();
    if (name === "playing") this.#fetchParts();
    if (name === "ended") this.#ended();
    this.#view.mark();
    this.#show();
    this.#view.animate();
  }

  #ended() {
    if (this.sound.sleep === "song") return void (this.sound.sleep = "off");
    const next = this.program.queue.advance();
    if (next) this.#begin(next, 0);
  }

  #passed() {
    this.#show();
    this.program.passed();
  }

  /** @param {boolean} isJoined whether another song is heard because it was joined to the one before */
  #changed(isJoined) {
    const song = this.#transport.deck.current;
    if (!song) return;
    if (isJoined) {
      const due = this.program.queue.advance();
      this.program.queue.hear();
      // It was joined before the queue was changed.
      if (due && due.version !== song.version) return void this.#begin(due, 0);
    }
    this.#showSong();
  }

  #showSong() {
    this.#view.showSong();
    this.passage.clear();
    this.#show();
    this.program.changed();
  }

  /** What shows the queue and the sound comes when it keeps no song waiting. */
  #fetchParts() {
    loadElements(this).catch(() => undefined);
  }

  #show() {
    this.#view.showPlace(this.sound.speed);
  }

  #pageChanged() {
    this.#view.showPage();
    this.passage.tell();
  }

  /** Another tab plays now. */
  #yield() {
    if (!this.isPlaying) return;
    this.pause();
    this.#words.yield();
  }
}

customElements.define("stemma-player", Player);

export { Player };
