/**
 * Draws levels like an engraving: one column per few pixels, peaks in a tint, the body in the full colour, on an
 * axis at 56 % of the height; real asymmetry is kept.
 */

/** @typedef {{ tint: string, full: string }} Ink colours of the peaks and of the body */
/**
 * @typedef {object} Plate all in device pixels
 * @property {number} width
 * @property {number} height
 * @property {number} ratio device pixels per CSS pixel
 * @property {number} pitch from column to column
 * @property {number} bar width of a column
 */
/** @typedef {{ columns: (import("./levels.js").Column | undefined)[], offset: number }} Grid the columns, and where the first begins */

/**
 * The plate for a picture of that size, its columns `pitch` CSS pixels apart with one between.
 * @param {number} width device pixels
 * @param {number} height device pixels
 * @param {number} ratio
 * @param {number} pitch CSS pixels
 * @returns {Plate}
 */
export function plate(width, height, ratio, pitch) {
  const whole = Math.max(2, Math.round(pitch * ratio));
  return { width, height, ratio, pitch: whole, bar: Math.max(1, whole - Math.max(1, Math.round(ratio))) };
}

/**
 * The columns of what `view` shows. They stand at fixed times, so that they keep their shape while the view moves.
 * @param {Plate} plate
 * @param {import("./levels.js").Levels} levels
 * @param {import("./view.js").View} view
 * @returns {Grid}
 */
export function grid({ width, pitch, bar }, levels, view) {
  const step = (view.span * pitch) / width;
  const first = Math.floor(view.from / step + 1e-6);
  const offset = Math.round((first - view.from / step) * pitch);
  const last = Math.min(first + Math.ceil((width - offset) / pitch), Math.floor(view.length / step + (pitch - bar) / pitch + 1e-6));
  return { columns: levels.columns(Math.max(0, last - first), first * step, last * step), offset };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plate} plate
 * @param {Grid} grid
 * @param {number} gain
 * @param {Ink} ink
 */
export function engrave(context, plate, { columns, offset }, gain, ink) {
  const { width, height, ratio, pitch, bar } = plate;
  const axis = Math.round(height * 0.56);
  const reach = { up: axis - ratio, down: height - axis - ratio };
  const shapes = columns.map((column) => column && shape(column, gain, reach, ratio));
  context.clearRect(0, 0, width, height);
  context.fillStyle = ink.tint;
  shapes.forEach((column, index) => {
    const x = offset + index * pitch;
    if (column) context.fillRect(x, axis - column.up, bar, column.up + column.down);
    else context.fillRect(x, axis, bar, Math.round(ratio));
  });
  context.fillStyle = ink.full;
  shapes.forEach((column, index) => {
    if (column) context.fillRect(offset + index * pitch, axis - column.body, bar, Math.max(Math.round(ratio), column.body + column.under));
  });
}

/**
 * How far a column reaches from the axis, in device pixels.
 * @param {import("./levels.js").Column} column
 * @param {number} gain
 * @param {{ up: number, down: number }} reach
 * @param {number} least
 */
function shape(column, gain, reach, least) {
  const up = Math.round(Math.max(least, Math.min(1, column.high * gain) * reach.up));
  const down = Math.round(Math.max(least, Math.min(1, column.low * gain) * reach.down));
  const body = Math.min(up, Math.round(column.body * gain * reach.up * 1.1));
  const under = Math.min(down, Math.round(column.body * gain * reach.down * 1.1));
  return { up, down, body, under };
}
