import { call } from "../lib/api.js";
import { Demand } from "./demand.js";
import { gainOf } from "./loudness.js";
import { network } from "./network.js";
import { addressFor, machine, openSource } from "./opening.js";

/** @typedef {import("./playable.js").Playable} Playable */
/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Loop} Loop */
/** @typedef {import("./source.js").Source} Source */
/**
 * One time that a song is played.
 * @typedef {object} Turn
 * @property {Playable} playable
 * @property {Source} [source] of its sound by now; none where the browser finds that by itself
 */

/** Seconds before the end at which what follows is put behind it. */
const JOIN = 25;
/** Seconds that a loop has at least. */
const SHORTEST_LOOP = 0.1;

/**
 * Plays one playable and joins the next without a gap; by MediaSource where there is one, else by the browser's own
 * HLS, else as one MP3.
 *
 * Fires `change` when another song is heard, or one once more, with whether it was joined to the one before as its
 * detail; `attenuation` when that has changed, `growth` when more is known of
 * what is heard, `failure` with the error as its detail, and `connection` with whether the server can be reached.
 */
export class Deck extends EventTarget {
  /** @type {Engine | undefined} */ #engine;
  /** @type {WeakMap<Source, Turn>} */ #turns = new WeakMap();
  /** @type {Turn | undefined} */ #heard;
  /** @type {Loop | undefined} */ #loop;
  /** @type {import("./loudness.js").Loudness} */ #loudness = "off";
  #attenuation = 1;
  #isJoining = false;
  #isLossless = false;
  #demand = new Demand((path, body) => call("POST", path, body));
  /** Seconds during which a song fades into the next, 0…12; none joins them without a gap. */
  crossfade = 0;
  /**
   * What comes after a playable; the owner sets it.
   * @type {(after: Playable) => Playable | undefined}
   */
  following = (_after) => undefined;

  /** @param {HTMLAudioElement} audio */
  constructor(audio) {
    super();
    this.audio = audio;
    audio.addEventListener("timeupdate", () => this.#watch());
    // Where sound without loss comes too slowly, or data shall be saved, a smaller rendition goes on.
    audio.addEventListener("waiting", () => this.#heard?.source?.isExact && this.#refine());
    network.onSaving(() => this.#refine());
    audio.addEventListener("error", () => this.#failed(new Error("The sound stopped. Try again.")));
  }

  /** What is heard now. */
  get current() {
    return this.#heard?.playable;
  }

  /** Seconds into it. */
  get time() {
    return this.#engine?.position?.time ?? this.audio.currentTime;
  }

  /** Seconds of it, as far as they are known. */
  get length() {
    const known = this.#engine?.position?.source.length;
    return Math.max(known ?? 0, this.current?.seconds ?? 0) || this.audio.duration || 0;
  }

  /** The part of what is heard that is repeated; another song ends it. */
  get loop() {
    return this.#loop;
  }

  set loop(loop) {
    this.#loop = loop && loop.to - loop.from >= SHORTEST_LOOP ? { ...loop } : undefined;
    this.#engine?.repeat(this.#loop);
  }

  /** What is made equally loud. */
  get loudness() {
    return this.#loudness;
  }

  set loudness(loudness) {
    if (this.#loudness === loudness) return;
    this.#loudness = loudness;
    this.#engine?.tune((source) => this.#gainOf(source));
    this.#attenuate();
  }

  /** Whether sound without loss is wished where it is offered; what is heard changes to it as soon as that is there. */
  get isLossless() {
    return this.#isLossless;
  }

  set isLossless(isLossless) {
    if (this.#isLossless === isLossless) return;
    this.#isLossless = isLossless;
    if (isLossless) this.#makeLossless();
    else this.#refine();
  }

  /**
   * What the element's volume must be multiplied with, 0…1: what the browser plays by itself can be made quieter by
   * that alone.
   */
  get attenuation() {
    return this.#attenuation;
  }

  /**
   * Loads `playable` in place of everything else, ready to play from `time` seconds on.
   * @param {Playable} playable
   * @param {number} time
   * @returns {Promise<boolean>} false where something else was loaded meanwhile
   */
  async load(playable, time) {
    this.#clear();
    /** @type {Turn} */ const turn = { playable };
    this.#hear(turn, false);
    const { Engine, NothingPlayable } = await machine();
    if (turn !== this.#heard) return false;
    if (!Engine.isSupported) return this.#loadNative(playable, time);
    try {
      turn.source = await openSource(playable, this.isLossless);
    } catch (error) {
      if (turn !== this.#heard) return false;
      if (error instanceof NothingPlayable) return this.#loadNative(playable, time);
      throw error;
    }
    if (turn !== this.#heard) return false;
    this.#turns.set(turn.source, turn);
    await this.#start(new Engine(this.audio), turn.source, time);
    return turn === this.#heard;
  }

  /** @param {number} time seconds into what is heard */
  seek(time) {
    const source = this.#sounding?.source;
    if (!this.#engine || !source) {
      this.audio.currentTime = Math.max(0, time);
      return;
    }
    this.#engine.seek(source, time);
    if (this.#loop && time < this.#loop.to && !this.#engine.isLooping) this.#engine.repeat(this.#loop);
  }

  /**
   * @param {Engine} engine
   * @param {Source} source
   * @param {number} time
   */
  async #start(engine, source, time) {
    engine.addEventListener("failure", (event) => this.#failed(/** @type {CustomEvent} */ (event).detail));
    engine.addEventListener("connection", (event) => this.#pass(/** @type {CustomEvent} */ (event)));
    engine.addEventListener("growth", () => this.dispatchEvent(new Event("growth")));
    this.#engine = engine;
    await engine.add(source, this.#gainOf(source));
    this.#attenuate();
    if (time > 0) engine.seek(source, time);
    // Set while nothing was there to repeat.
    if (this.#loop) engine.repeat(this.#loop);
    this.#makeLossless();
  }

  /** Has what is heard made without loss where that is wished and isn't so yet, and lets it go on like that. */
  async #makeLossless() {
    const turn = this.#heard;
    if (!this.#isLossless || !turn?.source || turn.source.isExact || !turn.playable.isLosslessOffered) return;
    const isWished = () => turn === this.#heard && this.#isLossless;
    if (await this.#demand.lossless(turn.playable, isWished)) await this.#refine();
  }

  /** Lets what is heard go on in the rendition that fits best by now, where that is another one. */
  async #refine() {
    const [turn, isLossless] = [this.#heard, this.#isLossless];
    if (!turn?.source) return;
    try {
      const other = await openSource(turn.playable, isLossless);
      if (other.mime === turn.source.mime) return;
      await other.fetchAhead(this.time);
      if (turn === this.#heard && isLossless === this.#isLossless) this.#exchange(turn, other);
    } catch {
      // Then it goes on as it is.
    }
  }

  /**
   * @param {Turn} turn which is heard
   * @param {Source} other rendition of it
   */
  #exchange(turn, other) {
    if (!this.#engine || !turn.source || turn.source.mime === other.mime) return;
    // What follows is joined again, as it is wished by now.
    this.#engine.takeBack(turn.source);
    this.#turns.set(other, turn);
    if (this.#engine.exchange(turn.source, other)) turn.source = other;
  }

  /** @param {Source} source */
  #gainOf(source) {
    const playable = this.#turns.get(source)?.playable;
    return playable ? gainOf(playable, this.#loudness) : 0;
  }

  #attenuate() {
    const gain = this.#heard && !this.#heard.source ? gainOf(this.#heard.playable, this.#loudness) : 0;
    const attenuation = Math.min(1, 10 ** (gain / 20));
    if (attenuation === this.#attenuation) return;
    this.#attenuation = attenuation;
    this.dispatchEvent(new Event("attenuation"));
  }

  /**
   * @param {Playable} playable
   * @param {number} time
   */
  #loadNative(playable, time) {
    this.audio.src = addressFor(this.audio, playable);
    if (time > 0) this.audio.currentTime = time;
    this.#attenuate();
    return true;
  }

  /** The turn whose sound comes out now. */
  get #sounding() {
    const source = this.#engine?.position?.source;
    return source ? this.#turns.get(source) : this.#heard;
  }

  #watch() {
    const turn = this.#sounding;
    if (turn && turn !== this.#heard) {
      this.#hear(turn, true);
      this.#makeLossless();
    }
    if (!this.#engine && this.#loop && this.audio.currentTime >= this.#loop.to) this.audio.currentTime = this.#loop.from;
    this.#join();
  }

  /**
   * @param {Turn} turn which is heard from now on
   * @param {boolean} isJoined whether it was put behind the one before
   */
  #hear(turn, isJoined) {
    this.#heard = turn;
    this.#loop = undefined;
    this.dispatchEvent(new CustomEvent("change", { detail: isJoined }));
  }

  /** Puts what follows behind what is heard, shortly before its end. */
  async #join() {
    const [engine, turn] = [this.#engine, this.#sounding];
    if (!engine || !turn?.source || this.#isJoining || turn !== this.#heard || engine.isLooping) return;
    const joined = engine.last && this.#turns.get(engine.last);
    if (joined && joined !== turn) return this.#reconsider(turn, joined);
    const { source } = turn;
    if (!source.list.isComplete || source.length - this.time > JOIN + this.crossfade) return;
    const next = this.following(turn.playable);
    if (!next) return;
    this.#isJoining = true;
    try {
      const coming = await openSource(next, this.isLossless);
      this.#turns.set(coming, { playable: next, source: coming });
      const blend = await this.#blend(source, coming).catch(() => undefined);
      if (engine === this.#engine && source === turn.source && !engine.isLooping) await engine.add(coming, this.#gainOf(coming), blend);
    } catch {
      // What follows can't be had now: the end is the end, and the owner goes on from there.
    } finally {
      this.#isJoining = false;
    }
  }

  /**
   * Takes back what was put behind what is heard, where something else shall follow by now.
   * @param {Turn} turn
   * @param {Turn} joined
   */
  #reconsider({ playable, source }, joined) {
    if (source && this.following(playable)?.version !== joined.playable.version) this.#engine?.takeBack(source);
  }

  /**
   * How one song fades into the next; nothing where it doesn't.
   * @param {Source} going
   * @param {Source} coming
   */
  async #blend(going, coming) {
    const { Blend, fadeBetween } = await machine();
    const seconds = fadeBetween(this.crossfade, going, coming);
    if (seconds === 0) return undefined;
    const voice = (/** @type {Source} */ source) => ({ source, gain: this.#gainOf(source) });
    return Blend.of(voice(going), voice(coming), seconds);
  }

  /** @param {CustomEvent} event */
  #pass({ type, detail }) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!this.audio.src) return;
    this.dispatchEvent(new CustomEvent("failure", { detail: error }));
  }

  #clear() {
    const engine = this.#engine;
    this.#engine = undefined;
    this.#loop = undefined;
    engine?.destroy();
  }
}
