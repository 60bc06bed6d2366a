/** Seconds from mark to mark, with how many parts each is divided in. */
const STEPS = /** @type {const} */ ([
  [0.1, 2], [0.2, 2], [0.5, 5], [1, 5], [2, 4], [5, 5], [10, 5], [15, 3], [30, 3], [60, 6], [120, 4], [300, 5], [600, 5], [1800, 3], [3600, 6], [7200, 4],
]);

/**
 * The marks of a ruler under the stretch `from`…`to` on `width` pixels: the coarsest that still stand at least
 * `apart` pixels from each other.
 * @param {number} from seconds
 * @param {number} to seconds
 * @param {number} width
 * @param {number} apart
 */
export function marks(from, to, width, apart) {
  const perSecond = width / Math.max(0.001, to - from);
  const [step, parts] = STEPS.find(([seconds]) => seconds * perSecond >= apart) ?? STEPS[STEPS.length - 1];
  const first = Math.ceil(from / step - 1e-6);
  const last = Math.floor(to / step + 1e-6);
  const times = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
  return { times, part: (step / parts) * perSecond, digits: step < 1 ? 1 : 0 };
}
