/**
 * How the player looks on another site.
 * @typedef {object} EmbedLook
 * @property {boolean} isCompact
 * @property {string} theme `auto`, `light` or `dark`
 * @property {string} accent `#rrggbb`, or empty for the artwork's own
 */

/** Pixels of the two frames. */
const HEIGHTS = { full: 250, compact: 120 };

/**
 * The address of the player in that look; what a track's own address carries, such as a key, stays.
 * @param {string} address absolute
 * @param {EmbedLook} look
 */
export function embedAddress(address, { theme, accent }) {
  const url = new URL(address);
  if (theme === "auto") url.searchParams.delete("theme");
  else url.searchParams.set("theme", theme);
  if (accent) url.searchParams.set("accent", accent.replace("#", ""));
  else url.searchParams.delete("accent");
  return url.href;
}

/** @param {EmbedLook} look @returns {number} pixels */
export function embedHeight({ isCompact }) {
  return isCompact ? HEIGHTS.compact : HEIGHTS.full;
}

/**
 * The line of HTML that shows the player on another site.
 * @param {string} address absolute
 * @param {string} title
 * @param {EmbedLook} look
 */
export function embedCode(address, title, look) {
  const source = escaped(embedAddress(address, look));
  return `<iframe src="${source}" width="100%" height="${embedHeight(look)}" frameborder="0" title="${escaped(title)}"></iframe>`;
}

/** @param {string} text for a quoted attribute */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
