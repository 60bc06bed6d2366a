import { Sleep } from "../models/sleep.js";
import { keepSleep, keptSleep } from "./resume.js";
import { remember, remembered } from "./settings.js";

/** The speeds that can be chosen, in steps that musicians use. */
export const SPEEDS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2];

/**
 * How it sounds: speed, volume, loudness, what is between songs and when it stops; remembered in this browser, the last in its tab.
 *
 * Fires `change` when a choice was made, and `sleep` when the time has come.
 */
export class Sound extends EventTarget {
  #sleep = new Sleep();
  #volume = 1;
  /** @type {ReturnType<typeof setInterval> | undefined} */ #timer;

  /** @param {import("../models/transport.js").Transport} transport */
  constructor({ audio, deck }) {
    super();
    this.audio = audio;
    this.deck = deck;
    audio.preservesPitch = true;
    deck.addEventListener("attenuation", () => this.#apply());
  }

  /** Takes up what was chosen before. */
  restore() {
    this.volume = remembered("volume", 1);
    this.speed = remembered("speed", 1);
    this.loudness = remembered("loudness", "off");
    this.crossfade = remembered("crossfade", 0);
    this.isLossless = remembered("lossless", /** @type {boolean} */ (false));
    this.#sleep = keptSleep();
    this.#watchClock();
  }

  /** 0…1, as it was chosen; it fades below that before sleep. */
  get volume() {
    return this.#volume;
  }

  set volume(volume) {
    this.#volume = Math.min(1, Math.max(0, volume));
    remember("volume", this.#volume);
    this.#apply();
  }

  get isMuted() {
    return this.audio.muted;
  }

  set isMuted(isMuted) {
    this.audio.muted = isMuted;
  }

  /** Times the normal, 0.5…2; the pitch stays. */
  get speed() {
    return this.audio.playbackRate;
  }

  set speed(speed) {
    this.audio.defaultPlaybackRate = speed;
    this.audio.playbackRate = speed;
    remember("speed", speed);
    this.#changed();
  }

  /** @param {1 | -1} direction */
  changeSpeed(direction) {
    const now = SPEEDS.findIndex((speed) => speed >= this.speed - 0.01);
    this.speed = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, now + direction))];
  }

  /**
   * What is made equally loud: every song, every album, nothing.
   * @returns {string}
   */
  get loudness() {
    return this.deck.loudness;
  }

  set loudness(loudness) {
    this.deck.loudness = loudness === "track" || loudness === "album" ? loudness : "off";
    remember("loudness", this.deck.loudness);
    this.#changed();
  }

  /** Seconds during which a song fades into the next, 0…12; none joins them without a gap. */
  get crossfade() {
    return this.deck.crossfade;
  }

  set crossfade(seconds) {
    this.deck.crossfade = Math.min(12, Math.max(0, seconds));
    remember("crossfade", this.deck.crossfade);
    this.#changed();
  }

  /** Whether sound without loss is wished where it is offered; what is heard changes to it at once. */
  get isLossless() {
    return this.deck.isLossless;
  }

  set isLossless(isLossless) {
    this.deck.isLossless = isLossless;
    remember("lossless", isLossless);
    this.#changed();
  }

  get sleep() {
    return this.#sleep.wish;
  }

  set sleep(wish) {
    this.#sleep.begin(wish, Date.now());
    keepSleep(this.#sleep);
    this.#watchClock();
  }

  /** Seconds until it stops; infinite where it doesn't. */
  get sleepLeft() {
    return this.#sleep.left(Date.now());
  }

  #watchClock() {
    clearInterval(this.#timer);
    if (Number.isFinite(this.sleepLeft)) this.#timer = setInterval(() => this.#tick(), 250);
    this.#apply();
    this.#changed();
  }

  #tick() {
    if (this.#sleep.isOver(Date.now())) {
      this.dispatchEvent(new Event("sleep"));
      this.sleep = "off";
    } else {
      this.#apply();
      this.#changed();
    }
  }

  #apply() {
    this.audio.volume = this.#volume * this.#sleep.gain(Date.now()) * this.deck.attenuation;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
