/**
 * Seconds as players show them: `3:05`, from an hour on `1:02:03`; with `digits` behind the point `3:05.25`.
 * @param {number} seconds
 * @param {number} [digits]
 */
export function clock(seconds, digits = 0) {
  const whole = cut(seconds, digits);
  const rest = (whole % 60).toFixed(digits).padStart(digits ? digits + 3 : 2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

/**
 * Seconds for ears: `4 minutes 5 seconds`, with `digits` behind the point `4 minutes 5.2 seconds`.
 * @param {number} seconds
 * @param {number} [digits]
 */
export function spoken(seconds, digits = 0) {
  const whole = cut(seconds, digits);
  const parts = [
    [Math.floor(whole / 60), "minute"],
    [Number((whole % 60).toFixed(digits)), "second"],
  ].filter(([count]) => count);
  return parts.map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`).join(" ") || "0 seconds";
}

/**
 * Nothing is shown before it is reached: what is left behind the point is cut off.
 * @param {number} seconds
 * @param {number} digits
 */
function cut(seconds, digits) {
  const scale = 10 ** digits;
  return Math.max(0, Math.floor((Number.isFinite(seconds) ? seconds : 0) * scale + 1e-6) / scale);
}

/**
 * The seconds that `1:23`, `1:02:03` or `83.5` spell, else undefined.
 * @param {string} text
 */
export function parseClock(text) {
  if (!/^\d{1,3}(:[0-5]?\d){0,2}(\.\d+)?$/.test(text) && !/^\d{1,6}(\.\d+)?$/.test(text)) return undefined;
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/**
 * The seconds in `#t=1:23`, else undefined.
 * @param {string} fragment
 */
export function timeInFragment(fragment) {
  const text = new URLSearchParams(fragment.replace(/^#/, "")).get("t");
  return text === null ? undefined : parseClock(text);
}

/**
 * A stretch of time in words: `12 seconds`, `3 minutes`.
 * @param {number} seconds
 */
export function roughly(seconds) {
  if (seconds < 1) return "a moment";
  const [count, unit] = seconds < 90 ? [seconds, "second"] : seconds < 5400 ? [seconds / 60, "minute"] : [seconds / 3600, "hour"];
  const whole = Math.round(count);
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}

/**
 * A time in UTC as fields write it, `2027-04-01T09:00`, in the zone of this machine; empty for no time.
 * @param {string} universal
 */
export function localTime(universal) {
  const time = new Date(`${universal}Z`);
  return written(new Date(time.getTime() - time.getTimezoneOffset() * 60_000));
}

/**
 * The other way round.
 * @param {string} local
 */
export function universalTime(local) {
  return written(new Date(local));
}

/** @param {Date} time */
function written(time) {
  return Number.isNaN(time.getTime()) ? "" : time.toISOString().slice(0, 16);
}
