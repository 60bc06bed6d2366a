/** The stretch of a recording that a waveform shows, in seconds; kept inside the recording. */
export class View {
  from = 0;

  /** @param {number} length seconds */
  constructor(length) {
    this.length = length;
    this.to = length;
  }

  /** Whether less than all is shown. */
  get isZoomed() {
    return this.to - this.from < this.length - 0.01;
  }

  /**
   * Where a time stands, 0…1 inside the view.
   * @param {number} seconds
   */
  place(seconds) {
    return (seconds - this.from) / Math.max(0.001, this.to - this.from);
  }

  /**
   * The time at a place.
   * @param {number} place 0…1
   */
  time(place) {
    return Math.min(this.length, Math.max(0, this.from + place * (this.to - this.from)));
  }

  /**
   * Shows `factor` times as much, the time at `place` staying where it is; never less than two seconds.
   * @param {number} factor
   * @param {number} place 0…1
   */
  zoom(factor, place) {
    const anchor = this.time(place);
    const span = Math.min(this.length, Math.max(Math.min(2, this.length), (this.to - this.from) * factor));
    this.move(anchor - place * span, span);
  }

  /**
   * @param {number} from seconds
   * @param {number} [span] seconds
   */
  move(from, span = this.to - this.from) {
    this.from = Math.min(Math.max(0, from), Math.max(0, this.length - span));
    this.to = this.from + span;
  }
}
