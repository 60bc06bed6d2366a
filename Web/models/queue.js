/** @typedef {import("./playable.js").Playable} Playable */
/** @typedef {"off" | "all" | "one"} Repeat */

/**
 * A song with its place; `isChosen` says that somebody put it there by hand, `isHeard` that it sounded.
 * @typedef {{ id: number, playable: Playable, isChosen: boolean, isHeard: boolean }} Entry
 */

/** How many songs are kept of what was heard. */
const MEMORY = 50;

/**
 * What plays, what comes next, what came before, and what was heard.
 *
 * What was put in by hand comes first and stays when another song is started from a page; what a page brought along
 * goes with it.
 */
export class Queue {
  now = /** @type {Entry | undefined} */ (undefined);
  /** In the order of playing. */
  next = /** @type {Entry[]} */ ([]);
  /** What Previous goes back to, the nearest last. */
  earlier = /** @type {Entry[]} */ ([]);
  /** What sounded, the latest first. */
  heard = /** @type {Entry[]} */ ([]);
  repeat = /** @type {Repeat} */ ("off");
  #count = 0;

  /** As plain data, for JSON. */
  get state() {
    const { now, next, earlier, heard, repeat } = this;
    return { now, next, earlier, heard, repeat };
  }

  /**
   * The queue whose `state` this was.
   * @param {Queue["state"]} state
   */
  static from(state) {
    const queue = Object.assign(new Queue(), state);
    const all = [queue.now, ...queue.next, ...queue.earlier, ...queue.heard];
    queue.#count = all.reduce((most, entry) => Math.max(most, entry?.id ?? 0), 0);
    return queue;
  }

  /**
   * Begins with `playable`; the others of `order` become what comes before and after.
   * @param {Playable} playable
   * @param {Playable[]} order of the page, each song once; it may hold this one, in any version
   */
  start(playable, order) {
    const chosen = this.next.filter((entry) => entry.isChosen && entry.playable.version !== playable.version);
    const place = order.findIndex(({ track }) => track === playable.track);
    const [before, after] = place < 0 ? [[], []] : [order.slice(0, place), order.slice(place + 1)];
    this.#leave();
    this.earlier = before.map((other) => this.#entry(other));
    this.now = this.#entry(playable);
    this.next = [...chosen, ...after.map((other) => this.#entry(other))];
  }

  /** The song that is there has begun to sound. */
  hear() {
    if (this.now) this.now.isHeard = true;
  }

  /**
   * Another version of the same song takes its place.
   * @param {Playable} playable
   */
  exchange(playable) {
    if (this.now) this.now = { ...this.now, playable };
  }

  /**
   * What follows `playable` by itself, nothing at the end.
   * @param {Playable} playable
   * @returns {Playable | undefined}
   */
  following(playable) {
    if (playable.version === this.now?.playable.version) {
      return this.repeat === "one" ? playable : (this.next[0] ?? this.#again()[0])?.playable;
    }
    const place = this.next.findIndex((entry) => entry.playable.version === playable.version);
    return place < 0 ? undefined : this.next[place + 1]?.playable;
  }

  /**
   * Goes on to the next song, or back to the one before.
   * @param {1 | -1} direction
   * @returns {Playable | undefined} nothing where there is none; then everything stays
   */
  step(direction) {
    return direction > 0 ? this.#forward() : this.#back();
  }

  /**
   * Goes on by itself: with the same song where that is repeated, else with the next.
   * @returns {Playable | undefined} nothing where there is none
   */
  advance() {
    return this.repeat === "one" ? this.now?.playable : this.step(1);
  }

  /**
   * Goes to the song with that id, past those before it.
   * @param {number} id
   */
  jump(id) {
    const place = this.next.findIndex((entry) => entry.id === id);
    if (place < 0) return undefined;
    const passed = this.next.splice(0, place);
    const playable = this.#forward();
    this.earlier.push(...passed);
    return playable;
  }

  /** @param {Playable} playable comes right after what plays */
  addNext(playable) {
    this.#unqueue(playable);
    this.next.unshift(this.#entry(playable, true));
  }

  /** @param {Playable} playable comes after all that was chosen, before what the page brought along */
  addLast(playable) {
    this.#unqueue(playable);
    const last = this.next.map((entry) => entry.isChosen).lastIndexOf(true);
    this.next.splice(last + 1, 0, this.#entry(playable, true));
  }

  /** @param {number} id */
  remove(id) {
    this.next = this.next.filter((entry) => entry.id !== id);
  }

  /**
   * Puts a song at another place among those that come; from then on its place was chosen.
   * @param {number} id
   * @param {number} place 0 is next
   * @returns {number} where it is now
   */
  move(id, place) {
    const from = this.next.findIndex((entry) => entry.id === id);
    if (from < 0) return -1;
    const to = Math.min(Math.max(0, place), this.next.length - 1);
    const [entry] = this.next.splice(from, 1);
    this.next.splice(to, 0, { ...entry, isChosen: true });
    return to;
  }

  /** Nothing comes any more. */
  clear() {
    this.next = [];
  }

  /**
   * Mixes what comes (Fisher and Yates).
   * @param {() => number} [random] 0 up to 1
   */
  shuffle(random = Math.random) {
    for (let last = this.next.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [this.next[last], this.next[other]] = [this.next[other], this.next[last]];
    }
  }

  /**
   * What is chosen by hand doesn't come once more because the page had it too.
   * @param {Playable} playable
   */
  #unqueue({ version }) {
    this.next = this.next.filter((entry) => entry.isChosen || entry.playable.version !== version);
  }

  #forward() {
    if (!this.next.length) this.next = this.#again();
    const following = this.next.shift();
    if (!following) return undefined;
    const left = this.#leave();
    if (left) this.earlier.push(left);
    this.now = following;
    return following.playable;
  }

  #back() {
    const before = this.earlier.pop();
    if (!before) return undefined;
    const left = this.#leave();
    if (left) this.next.unshift(left);
    this.now = before;
    return before.playable;
  }

  /** All over again, where that is wanted. */
  #again() {
    if (this.repeat !== "all") return [];
    const all = this.now ? [...this.earlier, this.now] : this.earlier;
    return all.map(({ playable }) => this.#entry(playable));
  }

  /** What played is over. */
  #leave() {
    const left = this.now;
    this.now = undefined;
    if (left?.isHeard) this.heard = [this.#entry(left.playable), ...this.heard].slice(0, MEMORY);
    return left && { ...left, isHeard: false };
  }

  /**
   * @param {Playable} playable
   * @param {boolean} [isChosen]
   * @returns {Entry}
   */
  #entry(playable, isChosen = false) {
    return { id: (this.#count += 1), playable, isChosen, isHeard: false };
  }
}
