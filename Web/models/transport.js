import { Deck } from "./deck.js";

/** @typedef {import("./playable.js").Playable} Playable */

/** The song that is loaded, or that a press will load: so that a page costs nothing until somebody wants to hear. */
export class Transport {
  /**
   * What a press will load, and from where.
   * @type {{ playable: Playable, time: number } | undefined}
   */
  #cued;
  /**
   * Where the song that is being loaded will begin.
   * @type {{ time: number } | undefined}
   */
  #aim;

  /** @param {HTMLAudioElement} audio */
  constructor(audio) {
    this.audio = audio;
    this.deck = new Deck(audio);
  }

  /** What is heard or ready to be. */
  get current() {
    return this.#cued?.playable ?? this.deck.current;
  }

  /** Whether a song waits to be loaded. */
  get isCued() {
    return this.#cued !== undefined;
  }

  /** Whether a place in the current song can be gone to. */
  get isReady() {
    return this.isCued || (this.current !== undefined && this.audio.src !== "");
  }

  get isPlaying() {
    return this.current !== undefined && !this.audio.paused;
  }

  /** Whether a song is being loaded that will play then. */
  get isBeginning() {
    return this.#aim !== undefined;
  }

  /** Seconds into the song. */
  get time() {
    return this.#cued?.time ?? this.#aim?.time ?? (this.current ? this.deck.time : 0);
  }

  /** Seconds of the song. */
  get length() {
    return this.#cued?.playable.seconds ?? this.deck.length;
  }

  /**
   * Makes `playable` what a press will load.
   * @param {Playable} playable
   * @param {number} time seconds
   */
  cue(playable, time) {
    this.#cued = { playable, time };
  }

  /**
   * Loads `playable` and plays it.
   * @param {Playable} playable
   * @param {number} time seconds
   */
  async begin(playable, time) {
    this.#cued = undefined;
    const aim = (this.#aim = { time });
    const isReady = await this.deck.load(playable, time).finally(() => {
      if (this.#aim === aim) this.#aim = undefined;
    });
    if (!isReady || this.#cued) return;
    if (aim.time !== time) this.deck.seek(aim.time);
    await this.audio.play();
  }

  /** Plays on what is ready, or again what has ended: the element itself would begin with what was joined first. */
  async resume() {
    if (this.#cued) await this.begin(this.#cued.playable, this.#cued.time);
    else if (this.isReady && !this.audio.ended) await this.audio.play();
    else if (this.current) await this.begin(this.current, 0);
  }

  /** @param {number} time seconds */
  seek(time) {
    const place = Math.min(Math.max(0, time), Math.max(0, this.length - 0.1));
    if (this.#cued) this.#cued.time = place;
    else if (this.#aim) this.#aim.time = place;
    else this.deck.seek(place);
  }
}
