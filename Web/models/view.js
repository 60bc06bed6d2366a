/** Seconds that are shown at least. */
const LEAST = 2;
/** What lies before a moment to which a page is turned, as a share of the page. */
const LEAD = 0.06;

/** The stretch of a recording that a waveform shows, in seconds; kept inside the recording. */
export class View {
  from = 0;

  /** @param {number} length seconds */
  constructor(length) {
    this.length = length;
    this.to = length;
  }

  /** Seconds that are shown. */
  get span() {
    return this.to - this.from;
  }

  /** Whether less than all is shown. */
  get isZoomed() {
    return this.span < this.length - 0.01;
  }

  /** Whether no less can be shown. */
  get isFinest() {
    return this.span <= LEAST + 0.001;
  }

  /** @param {number} seconds */
  has(seconds) {
    return seconds >= this.from && seconds <= this.to;
  }

  /**
   * Where a time stands, 0…1 inside the view.
   * @param {number} seconds
   */
  place(seconds) {
    return (seconds - this.from) / Math.max(0.001, this.span);
  }

  /**
   * The time at a place.
   * @param {number} place 0…1
   */
  time(place) {
    return Math.min(this.length, Math.max(0, this.from + place * this.span));
  }

  /**
   * Digits behind the point of a second that can be told apart on so many pixels; none while all is shown.
   * @param {number} width
   */
  digits(width) {
    if (!this.isZoomed) return 0;
    return this.span / Math.max(1, width) < 0.015 ? 2 : 1;
  }

  /**
   * Shows `factor` times as much, the time at `place` staying where it is; never less than two seconds.
   * @param {number} factor
   * @param {number} place 0…1
   */
  zoom(factor, place) {
    const anchor = this.time(place);
    const span = this.#within(this.span * factor);
    this.move(anchor - place * span, span);
  }

  /**
   * Brings two times to two places, as fingers that hold them would.
   * @param {{ time: number, place: number }} first
   * @param {{ time: number, place: number }} second
   */
  hold(first, second) {
    const apart = second.place - first.place;
    const span = this.#within(Math.abs(apart) < 0.001 ? this.span : Math.abs((second.time - first.time) / apart));
    this.move((first.time + second.time) / 2 - ((first.place + second.place) / 2) * span, span);
  }

  /**
   * Shows from `seconds` on, as the next page of a score does.
   * @param {number} seconds
   */
  turn(seconds) {
    this.move(seconds - this.span * LEAD);
  }

  /**
   * Shows what is around `seconds`.
   * @param {number} seconds
   */
  centre(seconds) {
    this.move(seconds - this.span / 2);
  }

  showAll() {
    this.move(0, this.length);
  }

  /**
   * @param {number} from seconds
   * @param {number} [span] seconds
   */
  move(from, span = this.span) {
    this.from = Math.min(Math.max(0, from), Math.max(0, this.length - span));
    this.to = this.from + span;
  }

  /**
   * Begins or ends at another time, the other end staying where it is.
   * @param {"from" | "to"} end
   * @param {number} seconds
   */
  stretch(end, seconds) {
    const least = Math.min(LEAST, this.length);
    if (end === "from") this.from = Math.min(Math.max(0, seconds), this.to - least);
    else this.to = Math.max(Math.min(this.length, seconds), this.from + least);
  }

  /**
   * The way from here to `goal`, `share` of it behind.
   * @param {View} goal
   * @param {number} share 0…1
   */
  towards(goal, share) {
    const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * share;
    return { from: mix(this.from, goal.from), span: mix(this.span, goal.span) };
  }

  /** @param {number} span */
  #within(span) {
    return Math.min(this.length, Math.max(Math.min(LEAST, this.length), span));
  }
}
