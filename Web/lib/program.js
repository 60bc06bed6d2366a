import { announce } from "./dom.js";
import { keepQueue, keptQueue } from "./resume.js";
import { inAlbums } from "../models/album.js";
import { playablesOn, songsOf } from "../models/playable.js";
import { Queue } from "../models/queue.js";

/** @typedef {import("../models/playable.js").Playable} Playable */

/** @type {import("../models/queue.js").Repeat[]} */
const REPEATS = ["off", "all", "one"];
/** Milliseconds between two notes of where the song is. */
const EVERY = 5000;

/** What comes: the queue of this tab, kept over reloads; each change is told as `queue` to who shows it. */
export class Program {
  queue = new Queue();
  #kept = 0;

  /**
   * @param {import("../models/transport.js").Transport} transport
   * @param {boolean} isKept whether a reload brings it back
   */
  constructor(transport, isKept) {
    this.transport = transport;
    this.isKept = isKept;
  }

  /**
   * The queue as it was before the page was loaded anew.
   * @returns {{ playable: Playable, time: number } | undefined} where it was
   */
  takeUp() {
    const kept = this.isKept ? keptQueue() : undefined;
    if (!kept?.queue.now) return undefined;
    this.queue = kept.queue;
    return { playable: kept.queue.now.playable, time: kept.time };
  }

  /**
   * Begins with `playable`; the page's other songs become what comes before and after.
   * @param {Playable} playable
   * @returns {Playable} the same as part of what it stands among
   */
  start(playable) {
    const songs = inAlbums(songsOf(playablesOn(document)));
    const album = songs.find(({ track }) => track === playable.track)?.album;
    this.queue.start({ ...playable, album }, songs);
    return { ...playable, album };
  }

  /**
   * Changes what comes.
   * @template T
   * @param {(queue: Queue) => T} change
   */
  arrange(change) {
    const result = change(this.queue);
    this.changed();
    return result;
  }

  /** Repeats all, then one, then nothing. */
  changeRepeat() {
    this.arrange((queue) => (queue.repeat = REPEATS[(REPEATS.indexOf(queue.repeat) + 1) % REPEATS.length]));
  }

  changed() {
    this.keep();
    announce("queue", this.queue);
  }

  /** Notes the place in the song, now and then. */
  passed() {
    if (performance.now() - this.#kept > EVERY) this.keep();
  }

  keep() {
    this.#kept = performance.now();
    if (this.isKept) keepQueue(this.queue, this.transport.time);
  }
}
