/** @typedef {import("./source.js").Source} Source */
/** @typedef {Pick<Source, "list" | "length" | "mime" | "init" | "segment" | "grow">} Sound what segments come from */
/**
 * A part of a song, at its place on the timeline; all in seconds.
 * @typedef {object} Stretch
 * @property {Sound} source
 * @property {Source} song what is heard: the source itself, or the song that the source leads into
 * @property {number} at where on the timeline it begins
 * @property {number} from where in the song it begins
 * @property {number | undefined} to where in the song it ends; undefined for the song's end, which may still move
 * @property {number} gain dB that are added to it
 * @property {number[]} tries how often each segment was put in its place since the last seek
 */
/** @typedef {Pick<Stretch, "source" | "song" | "from" | "to" | "gain">} Part */
/** @typedef {{ stretch: Stretch, index: number }} Need a segment that is missing */

/** Seconds that are too few to be worth a segment. */
const CRUMB = 0.01;

/** What is played, one stretch after the other without a gap. */
export class Timeline {
  /** @type {Stretch[]} */ #stretches = [];

  /** Where on the timeline the last stretch ends, as far as that is known. */
  get end() {
    return this.last ? endOf(this.last) : 0;
  }

  get last() {
    return this.#stretches.at(-1);
  }

  /**
   * Puts a part of a song behind everything else.
   * @param {Sound} source
   * @param {{ song?: Source, from?: number, to?: number, gain?: number }} part seconds of the song, and dB
   */
  add(source, { song = /** @type {Source} */ (source), from = 0, to, gain = 0 }) {
    const stretch = { source, song, at: this.end, from, to, gain, tries: [] };
    this.#stretches.push(stretch);
    return stretch;
  }

  /**
   * The last stretch of a song's own sound.
   * @param {Source} source
   */
  lastOf(source) {
    return this.#stretches.filter((stretch) => stretch.source === source).at(-1);
  }

  /**
   * The stretch that is heard at `time`; the nearest where there is none.
   * @param {number} time
   */
  at(time) {
    return this.#stretches.filter(({ at }) => at <= time + 0.001).at(-1) ?? this.#stretches[0];
  }

  /**
   * Where on the timeline `time` of a song is heard; of several places the one nearest to `now`.
   * @param {Source} source
   * @param {number} time seconds of the song
   * @param {number} now
   * @returns {number | undefined}
   */
  place(source, time, now) {
    const places = this.#stretches
      .filter((stretch) => stretch.song === source && time >= stretch.from && time < songEnd(stretch))
      .map((stretch) => stretch.at + time - stretch.from);
    return places.sort((one, other) => Math.abs(one - now) - Math.abs(other - now))[0];
  }

  /**
   * Lets everything end at `time`, and gives what was cut off, in order.
   * @param {number} time not before the stretch that is heard
   * @returns {Part[]}
   */
  cut(time) {
    const later = this.#stretches.filter(({ at }, index) => index > 0 && at > time - CRUMB);
    this.#stretches = this.#stretches.filter((stretch) => !later.includes(stretch));
    const { last } = this;
    if (!last || endOf(last) <= time + CRUMB) return later;
    const to = last.from + Math.max(0, time - last.at);
    const rest = { ...last, from: to };
    last.to = to;
    return [rest, ...later];
  }

  /**
   * Forgets what ended before `time`; the last stretch stays.
   * @param {number} time
   */
  forget(time) {
    const { last } = this;
    this.#stretches = this.#stretches.filter((stretch) => stretch === last || endOf(stretch) >= time);
  }

  /** Lets every segment be tried again. */
  retry() {
    for (const stretch of this.#stretches) stretch.tries = [];
  }

  /**
   * The first segment that is missing between two times.
   * @param {number} now
   * @param {number} horizon
   * @param {(from: number, to: number) => boolean} isThere
   * @returns {Need | undefined}
   */
  need(now, horizon, isThere) {
    for (const stretch of this.#stretches) {
      const end = endOf(stretch);
      if (end <= now) continue;
      for (const [index, segment] of stretch.source.list.segments.entries()) {
        const { start, stop } = span(stretch, segment, end);
        if (stop <= now + CRUMB || stop - start < CRUMB) continue;
        if (start > horizon) return undefined;
        if ((stretch.tries[index] ?? 0) < 3 && !isThere(Math.max(start, now), stop)) return { stretch, index };
      }
    }
    return undefined;
  }
}

/**
 * Where on the timeline a stretch ends, as far as that is known.
 * @param {Stretch} stretch
 */
export function endOf(stretch) {
  return stretch.at + Math.max(0, songEnd(stretch) - stretch.from);
}

/** @param {Stretch} stretch */
function songEnd({ source, to }) {
  return to ?? source.length;
}

/**
 * What of a segment is heard in a stretch, in seconds of the timeline; nothing where `stop` is not after `start`.
 * @param {Stretch} stretch
 * @param {import("./playlist.js").Segment} segment
 * @param {number} end of the stretch
 */
function span({ source, at, from }, { start, duration }, end) {
  const begun = start - source.list.skip;
  return { start: at + Math.max(0, begun - from), stop: Math.min(end, at + begun + duration - from) };
}
