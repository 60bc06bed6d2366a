/** Two lengths that differ by less than this share are takes of one timing: a mix and its master. */
const ALIKE = 0.03;

/**
 * Where in another version the same music is likely to be: at the same second where both are about as long, else at
 * the same share of the whole.
 * @param {number} time seconds into the first
 * @param {number} from its length in seconds
 * @param {number} to the other's length
 */
export function counterpart(time, from, to) {
  if (!(from > 0) || !(to > 0)) return Math.max(0, time);
  const isAlike = Math.abs(from - to) <= ALIKE * Math.max(from, to);
  return Math.min(isAlike ? time : (time / from) * to, to);
}
