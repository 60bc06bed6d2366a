/** The least seconds between the ends of a loop. */
export const SHORTEST = 0.1;

/** @typedef {{ from: number | undefined, to: number | undefined }} Region what is repeated, in seconds; half of it while only its beginning is set */

/**
 * The stretch between two times, in whichever order; nothing where they are too close to be meant.
 * @param {number} one seconds
 * @param {number} other seconds
 * @returns {Region | undefined}
 */
export function between(one, other) {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  return to - from < SHORTEST ? undefined : { from, to };
}

/**
 * Moves one end, which stays on its side of the other and inside the recording.
 * @param {Region} region
 * @param {"from" | "to"} end
 * @param {number} seconds
 * @param {number} length seconds of the recording
 * @returns {Region}
 */
export function withEnd({ from = 0, to }, end, seconds, length) {
  if (end === "from") return { from: clamp(seconds, 0, (to ?? length) - SHORTEST), to };
  return { from, to: clamp(seconds, from + SHORTEST, length) };
}

/**
 * The left edges of two handles of `size` pixels that stand outside the region's ends, and of the button that ends
 * it, inside where there is room: none covers another, and none leaves the picture.
 * @param {number} from pixels
 * @param {number} to pixels
 * @param {number} width
 * @param {number} size
 * @param {boolean} [isOpen] whether there is no second handle yet
 */
export function handles(from, to, width, size, isOpen = false) {
  const first = clamp(from - size, 0, width - 2 * size);
  if (isOpen) return { first, second: first, close: first + size };
  const second = clamp(to, first + size, width - size);
  const inside = second - first - size;
  if (inside >= size) return { first, second, close: first + size + (inside - size) / 2 };
  return { first, second, close: second + 2 * size <= width ? second + size : first - size };
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function clamp(value, least, most) {
  return Math.max(least, Math.min(value, most));
}
