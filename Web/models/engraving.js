/**
 * Draws levels like an engraving: one column per few pixels, peaks in a tint, the body in the full colour, on an
 * axis at 56 % of the height; real asymmetry is kept.
 */

/** @typedef {Record<"rest" | "rest-core" | "played" | "played-core" | "head", string>} Inks */
/**
 * @typedef {object} Plate
 * @property {CanvasRenderingContext2D} context
 * @property {number} width device pixels
 * @property {number} height device pixels
 * @property {number} ratio device pixels per CSS pixel
 * @property {number} pitch device pixels from column to column
 * @property {number} bar device pixels of a column
 * @property {Inks} inks
 */

/**
 * @param {Plate} plate
 * @param {(import("./levels.js").Column | undefined)[]} columns undefined where nothing is known yet
 * @param {number} gain
 * @param {number} played device pixels from the left, 0 for none
 */
export function engrave(plate, columns, gain, played) {
  const { context, width, height, ratio } = plate;
  context.clearRect(0, 0, width, height);
  const axis = Math.round(height * 0.56);
  const reach = { up: axis - ratio, down: height - axis - ratio };
  columns.forEach((column, index) => {
    const x = index * plate.pitch;
    const isPast = x + plate.bar / 2 < played;
    if (column) drawColumn(plate, column, x, axis, reach, gain, isPast);
    else drawUnknown(plate, x, axis);
  });
  if (played > 0) {
    context.fillStyle = plate.inks.head;
    context.fillRect(Math.round(played - ratio / 2), 0, Math.max(1, Math.round(1.5 * ratio)), height);
  }
}

/**
 * @param {Plate} plate
 * @param {import("./levels.js").Column} column
 * @param {number} x
 * @param {number} axis
 * @param {{ up: number, down: number }} reach
 * @param {number} gain
 * @param {boolean} isPast
 */
function drawColumn({ context, ratio, bar, inks }, column, x, axis, reach, gain, isPast) {
  const up = Math.max(ratio, Math.round(Math.min(1, column.high * gain) * reach.up));
  const down = Math.max(ratio, Math.round(Math.min(1, column.low * gain) * reach.down));
  context.fillStyle = isPast ? inks.played : inks.rest;
  context.fillRect(x, axis - up, bar, up + down);
  const body = Math.min(up, Math.round(column.body * gain * reach.up * 1.1));
  const under = Math.min(down, Math.round(column.body * gain * reach.down * 1.1));
  context.fillStyle = isPast ? inks["played-core"] : inks["rest-core"];
  context.fillRect(x, axis - body, bar, Math.max(ratio, body + under));
}

/**
 * @param {Plate} plate
 * @param {number} x
 * @param {number} axis
 */
function drawUnknown({ context, ratio, bar, inks }, x, axis) {
  context.fillStyle = inks.rest;
  context.fillRect(x, axis, bar, ratio);
}
