import { call } from "../lib/api.js";
import { Demand } from "./demand.js";
import { carriesGain, gainOf } from "./loudness.js";

/** @typedef {import("./playable.js").Playable} Playable */
/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Loop} Loop */
/** @typedef {import("./source.js").Source} Source */

/** Seconds before the end at which what follows is put behind it. */
const JOIN = 25;
/** Seconds that a loop has at least. */
const SHORTEST_LOOP = 0.1;

/**
 * Plays one playable and joins the next without a gap; by MediaSource where there is one, else by the browser's own
 * HLS, else as one MP3.
 *
 * Fires `change` when another playable is heard, `attenuation` when that has changed, `growth` when more is known of
 * what is heard, `failure` with the error as its detail, and `connection` with whether the server can be reached.
 */
export class Deck extends EventTarget {
  /** @type {Engine | undefined} */ #engine;
  /** @type {WeakMap<Source, Playable>} */ #playables = new WeakMap();
  /** @type {Playable | undefined} */ #native;
  /** @type {Playable | undefined} */ #heard;
  /** @type {Loop | undefined} */ #loop;
  /** @type {import("./loudness.js").Loudness} */ #loudness = "off";
  #attenuation = 1;
  #isJoining = false;
  #demand = new Demand((path, body) => call("POST", path, body));
  #turn = 0;
  /** Seconds during which a song fades into the next, 0…12; none joins them without a gap. */
  crossfade = 0;
  /** Whether sound without loss is wished where it is offered. */
  isLossless = false;
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
    audio.addEventListener("error", () => this.#failed(new Error("The sound stopped. Try again.")));
  }

  /** What is heard now. */
  get current() {
    return this.#heard;
  }

  /** Seconds into it. */
  get time() {
    return this.#engine?.position?.time ?? this.audio.currentTime;
  }

  /** Seconds of it, as far as they are known. */
  get length() {
    const known = this.#engine?.position?.source.length;
    return Math.max(known ?? 0, this.#heard?.seconds ?? 0) || this.audio.duration || 0;
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

  /**
   * What the element's volume must be multiplied with, 0…1: what is heard is made quieter by that where its codec knows
   * no gain.
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
    const turn = (this.#turn += 1);
    this.#clear();
    this.#heard = playable;
    this.dispatchEvent(new Event("change"));
    const { Engine, NothingPlayable } = await machine();
    if (turn !== this.#turn) return false;
    if (!Engine.isSupported) return this.#loadNative(playable, time);
    const source = await this.#sourceOf(playable);
    try {
      await source.open();
    } catch (error) {
      if (turn !== this.#turn) return false;
      if (error instanceof NothingPlayable) return this.#loadNative(playable, time);
      throw error;
    }
    if (turn !== this.#turn) return false;
    const engine = new Engine(this.audio);
    engine.addEventListener("failure", (event) => this.#failed(/** @type {CustomEvent} */ (event).detail));
    engine.addEventListener("connection", (event) => this.#pass(/** @type {CustomEvent} */ (event)));
    engine.addEventListener("growth", () => this.dispatchEvent(new Event("growth")));
    this.#engine = engine;
    this.#playables.set(source, playable);
    await engine.add(source, this.#gainOf(source));
    this.#attenuate();
    if (time > 0) engine.seek(source, time);
    // Set while nothing was there to repeat.
    if (this.#loop) engine.repeat(this.#loop);
    return turn === this.#turn;
  }

  /** @param {number} time seconds into what is heard */
  seek(time) {
    const source = this.#engine?.position?.source;
    if (!this.#engine || !source) {
      this.audio.currentTime = Math.max(0, time);
      return;
    }
    this.#engine.seek(source, time);
    if (this.#loop && time < this.#loop.to && !this.#engine.isLooping) this.#engine.repeat(this.#loop);
  }

  /** @param {Playable} playable */
  async #sourceOf(playable) {
    const { Engine, Source } = await machine();
    const renew = async () => {
      const path = `/api/v1/versions/${playable.version}`;
      const { version } = await call("GET", playable.key ? `${path}?key=${encodeURIComponent(playable.key)}` : path);
      return version.stream.url;
    };
    if (this.isLossless) void this.#demand.lossless(playable);
    return new Source(playable.stream, renew, (mime) => Engine.canPlay(mime), this.isLossless);
  }

  /** @param {Source} source */
  #gainOf(source) {
    const playable = this.#playables.get(source);
    return playable ? gainOf(playable, this.#loudness) : 0;
  }

  #attenuate() {
    const source = this.#engine?.position?.source;
    const gain = !this.#heard || (source && carriesGain(source.mime)) ? 0 : gainOf(this.#heard, this.#loudness);
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
    this.#native = playable;
    this.audio.src = canPlayNatively(this.audio) ? playable.stream : progressive(playable);
    if (time > 0) this.audio.currentTime = time;
    this.#attenuate();
    return true;
  }

  #watch() {
    const source = this.#engine?.position?.source;
    const heard = source ? this.#playables.get(source) : this.#native;
    if (heard && heard !== this.#heard) {
      this.#heard = heard;
      this.#loop = undefined;
      this.#attenuate();
      this.dispatchEvent(new Event("change"));
    }
    if (this.#native && this.#loop && this.audio.currentTime >= this.#loop.to) this.audio.currentTime = this.#loop.from;
    this.#join();
  }

  /** Puts what follows behind what is heard, shortly before its end. */
  async #join() {
    const position = this.#engine?.position;
    if (!this.#engine || !position || this.#isJoining || !this.#heard || this.#engine.isLooping) return;
    const { source, time } = position;
    const joined = this.#engine.last;
    if (joined && joined !== source) this.#reconsider(joined);
    if (source !== this.#engine.last || !source.list.isComplete || source.length - time > JOIN + this.crossfade) return;
    const next = this.following(this.#heard);
    if (!next || next.version === this.#heard.version) return;
    this.#isJoining = true;
    const engine = this.#engine;
    try {
      const coming = await this.#sourceOf(next);
      await coming.open();
      this.#playables.set(coming, next);
      const blend = await this.#blend(source, coming).catch(() => undefined);
      if (engine === this.#engine && !engine.isLooping) await engine.add(coming, this.#gainOf(coming), blend);
    } catch {
      // What follows can't be had now: the end is the end, and the owner goes on from there.
    } finally {
      this.#isJoining = false;
    }
  }

  /**
   * Takes back what was put behind what is heard, where something else shall follow by now.
   * @param {Source} joined
   */
  #reconsider(joined) {
    const next = this.#heard && this.following(this.#heard);
    if (next?.version !== this.#playables.get(joined)?.version) this.#engine?.takeBack();
  }

  /**
   * How one song fades into the next; nothing where it doesn't.
   * @param {Source} going
   * @param {Source} coming
   */
  async #blend(going, coming) {
    const { Blend, Engine, fadeBetween } = await machine();
    const song = (/** @type {Source} */ source) => ({ length: source.length, album: this.#playables.get(source)?.album });
    const seconds = fadeBetween(this.crossfade, song(going), song(coming));
    if (seconds === 0) return undefined;
    const voice = (/** @type {Source} */ source) => ({ source, gain: this.#gainOf(source) });
    return Blend.of(voice(going), voice(coming), seconds, (mime) => Engine.canPlay(mime));
  }

  /** @param {CustomEvent} event */
  #pass({ type, detail }) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!this.#engine && !this.#native) return;
    this.dispatchEvent(new CustomEvent("failure", { detail: error }));
  }

  #clear() {
    const engine = this.#engine;
    this.#engine = undefined;
    this.#native = undefined;
    this.#loop = undefined;
    engine?.destroy();
  }
}

/** Fetches what sound is made with, unless it is there: worth it as soon as somebody seems about to play. */
export async function machine() {
  try {
    return await import("./machine.js");
  } catch {
    throw new Error("The server can’t be reached. Try again in a moment.");
  }
}

/**
 * One file with all of it, for browsers that know no playlists; made at the first demand.
 * @param {Playable} playable
 */
function progressive({ version, key }) {
  return `/api/v1/stream/${version}.mp3?wait=25${key && `&key=${encodeURIComponent(key)}`}`;
}

/** @param {HTMLAudioElement} audio */
function canPlayNatively(audio) {
  return audio.canPlayType("application/vnd.apple.mpegurl") !== "";
}
