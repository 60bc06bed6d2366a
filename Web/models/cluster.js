/**
 * @template T
 * @typedef {{ x: number, members: T[] }} Cluster
 */

/**
 * Puts what would overlap together: neighbours closer than `gap` pixels become one, standing where the first does.
 * @template T
 * @param {{ x: number, value: T }[]} points in pixels, any order
 * @param {number} gap
 * @returns {Cluster<T>[]}
 */
export function cluster(points, gap) {
  /** @type {Cluster<T>[]} */ const clusters = [];
  for (const { x, value } of [...points].sort((a, b) => a.x - b.x)) {
    const last = clusters.at(-1);
    if (last && x - last.x < gap) last.members.push(value);
    else clusters.push({ x, members: [value] });
  }
  return clusters;
}
