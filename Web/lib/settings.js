/**
 * What a person chose in this browser: volume, speed, loudness. Private windows may refuse to keep it.
 * @template {number | string | boolean} T
 * @param {string} name
 * @param {T} normal which also says of what type it is
 * @returns {T}
 */
export function remembered(name, normal) {
  try {
    const text = localStorage.getItem(`stemma-${name}`);
    if (text === null) return normal;
    if (typeof normal === "string") return /** @type {T} */ (text);
    const value = JSON.parse(text);
    return typeof value === typeof normal ? value : normal;
  } catch {
    return normal;
  }
}

/**
 * @param {string} name
 * @param {number | string | boolean} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`stemma-${name}`, String(value));
  } catch {
    // Then it holds until the window is closed.
  }
}
