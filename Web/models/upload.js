import { call } from "../lib/api.js";
import { Rate } from "./rate.js";
import { troubleOf } from "./trouble.js";
import { forget, keep, keepFiles } from "./upload-store.js";

/**
 * `known`: the same file is here already, and nobody said that it shall come twice. `missing`: the file has to be
 * chosen again. `elsewhere`: another tab is at it. `gone`: that tab has finished it.
 * @typedef {"waiting" | "reading" | "sending" | "checking" | "listening" | "ready" | "paused" | "cancelled" | "known"
 *   | "missing" | "elsewhere" | "gone" | "failed"} State
 */

/**
 * One file on its way to being a song: what is known of it, and what can be done with it. What happens to it on the
 * way stands in `upload-work.js`. Fires `change`, and `undressed` with a sentence where the picture was refused.
 */
export class Upload extends EventTarget {
  /** @type {State} */ state;
  /** Bytes read or sent in this state. */
  done = 0;
  rate = new Rate();
  /** @type {import("./trouble.js").Trouble | undefined} what went wrong */ trouble;
  /** Whether the server can't be reached; it is asked again until it can. */
  isCutOff = false;
  /**
   * The version as the API last described it.
   * @type {any}
   */
  version;
  /**
   * The track as the API last described it.
   * @type {any}
   */
  track;
  /** @type {{ title: string, url?: string } | undefined} the song that was made from the same file */ twin;
  #turn = new AbortController();

  /** @param {import("./upload-store.js").Kept} facts */
  constructor(facts) {
    super();
    this.facts = facts;
    this.state = this.resting;
  }

  /** Whether what is needed to go on is there. */
  get canRun() {
    return this.facts.file !== undefined || this.facts.version !== undefined;
  }

  /** Whether its bytes are read or travel: then leaving the page stops it. */
  get isMoving() {
    return this.state === "reading" || this.state === "sending" || this.state === "checking";
  }

  /** Whether it goes on by itself. */
  get isOnTheWay() {
    return this.isMoving || this.state === "waiting" || this.state === "listening";
  }

  /** Whether it can be stopped, and be gone on with. */
  get canPause() {
    return this.state === "waiting" || this.state === "reading" || this.state === "sending";
  }

  /** @type {State} what it is while nothing happens to it */
  get resting() {
    if (this.facts.isGivenUp) return "cancelled";
    if (this.facts.isPaused) return "paused";
    return this.canRun ? "waiting" : "missing";
  }

  /**
   * Runs from wherever it stopped to the finished song, in one tab at a time.
   * @param {import("./upload-work.js").Sibling} sibling
   */
  async run(sibling) {
    const { signal } = (this.#turn = new AbortController());
    this.trouble = undefined;
    this.enter("reading");
    try {
      const { UploadWork } = await import("./upload-work.js");
      signal.throwIfAborted();
      await new UploadWork(this, signal, sibling).run();
    } catch (error) {
      if (signal.aborted) return;
      this.trouble = troubleOf(error);
      if (!this.trouble.mayRetry) await forget(this.facts.id);
      this.enter("failed");
    }
  }

  /** Stops where it is; nothing is lost. */
  pause() {
    this.#halt({ isPaused: true });
  }

  /** Stops, and will be given up for good unless it is resumed. */
  cancel() {
    this.#halt({ isGivenUp: true });
  }

  /** Waits for its turn again after it was paused, cancelled or failed. */
  resume() {
    Object.assign(this.facts, { isPaused: undefined, isGivenUp: undefined });
    keep(this.facts);
    this.enter(this.resting);
  }

  /** Sends it although the same file is here already. */
  insist() {
    this.facts.isWanted = true;
    this.resume();
  }

  /**
   * Goes on with the file that was found again.
   * @param {File} file
   */
  takeUp(file) {
    this.facts.file = file;
    keepFiles(this.facts);
    this.resume();
  }

  /** Gives it up; what has arrived is thrown away, a song that is made already stays. */
  async stop() {
    this.#turn.abort();
    await forget(this.facts.id);
    if (this.facts.upload && !this.facts.version) {
      await call("DELETE", `/api/v1/upload/multipart/${this.facts.upload}`).catch(() => undefined);
    }
  }

  /**
   * What the song shall be; goes to the server at once if the song is there.
   * @param {import("./wishes.js").Wishes} wishes those that change
   */
  async wish(wishes) {
    Object.assign(this.facts.wishes, wishes);
    if (this.#isKept) await keep(this.facts);
    await this.amend(wishes);
    this.changed();
  }

  /** @param {File} picture that the song shall have */
  async wear(picture) {
    this.facts.picture = picture;
    if (this.#isKept) await keepFiles(this.facts);
    this.changed();
    await this.dress();
  }

  /**
   * Changes the song, if there is one, to what is wished otherwise now.
   * @param {import("./wishes.js").Wishes} wishes
   */
  async amend(wishes) {
    const { track, version, wishes: all } = this.facts;
    if (!track || !version) return;
    const { amend } = await import("./publication.js");
    this.track = (await amend(version, all.for_track ? undefined : track, wishes)) ?? this.track;
  }

  /** Gives the song, if there is one, its picture. */
  async dress() {
    const { picture, track, wishes } = this.facts;
    if (!picture || !track || wishes.for_track) return;
    try {
      const { dress } = await import("./publication.js");
      this.track = await dress(track, picture, this.#turn.signal);
    } catch (error) {
      // The song is worth more than its picture.
      this.facts.picture = undefined;
      this.dispatchEvent(new CustomEvent("undressed", { detail: troubleOf(error).why }));
    }
    this.changed();
  }

  /** @param {State} state */
  enter(state) {
    this.state = state;
    this.done = 0;
    this.rate.clear();
    this.changed();
  }

  /** @param {number} done bytes of this state */
  progress(done) {
    this.done = done;
    this.rate.add(done, performance.now());
    this.changed();
  }

  /** @param {boolean} isCutOff */
  cutOff(isCutOff) {
    if (this.isCutOff === isCutOff) return;
    this.isCutOff = isCutOff;
    this.rate.clear();
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  /** @param {{ isPaused?: true, isGivenUp?: true }} why */
  #halt(why) {
    this.#turn.abort();
    Object.assign(this.facts, why);
    keep(this.facts);
    this.isCutOff = false;
    this.rate.clear();
    this.state = this.resting;
    this.changed();
  }

  /** What is done is in no need of being found again. */
  get #isKept() {
    return this.state !== "ready" && (this.state !== "failed" || this.trouble?.mayRetry);
  }
}
