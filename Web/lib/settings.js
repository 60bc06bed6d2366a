/**
 * What a person chose in this browser: volume, speed. Private windows may refuse to keep it.
 * @param {string} name
 * @param {number} normal
 */
export function remembered(name, normal) {
  try {
    const value = Number(localStorage.getItem(`stemma-${name}`) ?? Number.NaN);
    return Number.isFinite(value) ? value : normal;
  } catch {
    return normal;
  }
}

/**
 * @param {string} name
 * @param {number} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`stemma-${name}`, String(value));
  } catch {
    // Then it holds until the window is closed.
  }
}
