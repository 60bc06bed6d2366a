import { csrfToken } from "../lib/api.js";
import { Heard } from "./heard.js";

/** Milliseconds of listening before a play is worth a report, and between two reports of it. */
const FIRST = 5000;
const EVERY = 30_000;

/** Tells the server what was heard of each song: that somebody listened, and to which parts. */
export class Reporter {
  /** @type {import("./playable.js").Playable | undefined} */ #song;
  #heard = new Heard();
  #isComplete = false;
  #reported = 0;

  /**
   * Another song begins; the one before is reported.
   * @param {import("./playable.js").Playable} song
   */
  begin(song) {
    this.send();
    this.#song = song;
    this.#heard = new Heard();
    this.#isComplete = false;
    this.#reported = 0;
  }

  /**
   * The playhead passed a place.
   * @param {number} time seconds
   * @param {number} length seconds
   */
  pass(time, length) {
    this.#heard.pass(time);
    if (length > 0 && time > length - 2 && this.#heard.milliseconds > length * 900) this.#isComplete = true;
    const since = this.#heard.milliseconds - this.#reported;
    if (this.#reported === 0 ? since >= FIRST : since >= EVERY) this.send();
  }

  /** The playhead was moved or stopped. */
  lift() {
    this.#heard.lift();
  }

  /** The end was reached. */
  complete() {
    this.#isComplete = true;
  }

  /** Reports what was heard since the last time, also while the page is being left. */
  send() {
    const listened = this.#heard.milliseconds;
    if (!this.#song || listened < 1000 || listened === this.#reported) return;
    this.#reported = listened;
    const { track, version, key } = this.#song;
    const body = {
      track_id: track,
      version_id: version,
      ms_listened: listened,
      completed: this.#isComplete,
      ranges: this.#heard.ranges,
      referrer: document.referrer || undefined,
      key: key || undefined,
    };
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrfToken() };
    const report = { method: "POST", headers, body: JSON.stringify(body), keepalive: true };
    fetch("/api/v1/plays", report).catch(() => undefined);
  }
}
