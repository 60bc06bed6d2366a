import { clock, roughly } from "../lib/time.js";

/** What is said of uploads, in words. */

/** @typedef {import("./upload.js").Upload} Upload */

/** @param {Upload} upload */
export function stateOf({ state, done, facts, version, isCutOff }) {
  if (isCutOff) return "Waiting for the connection";
  const share = facts.size ? Math.floor((100 * done) / facts.size) : 0;
  switch (state) {
    case "waiting": return "Waiting for its turn";
    case "reading": return done > 0 ? `Reading, ${share} %` : "Reading";
    case "sending": return `Uploading, ${share} %`;
    case "checking": return "Checking that it arrived whole";
    case "listening": return version?.progress > 0 ? `Listening, ${Math.floor(version.progress * 100)} %` : "Listening";
    case "ready": return "Ready";
    case "paused": return "Paused";
    case "cancelled": return "Cancelled";
    case "known": return "Here already";
    case "missing": return "Interrupted";
    case "elsewhere": return "On its way in another tab";
    case "gone": return "";
    case "failed": return "Stopped";
  }
}

/**
 * Sizes, speed and time left, or what happens next.
 * @param {Upload} upload
 * @returns {string[]}
 */
export function detailsOf({ state, done, facts, rate, version, isCutOff }) {
  const size = bytes(facts.size);
  if (isCutOff) return ["Nothing is lost; it goes on by itself."];
  switch (state) {
    case "sending": return travel(done, facts.size, rate.perSecond);
    case "reading": return [size, "So that what arrives can be compared"];
    case "listening": return listening(version, rate.perSecond);
    case "ready": return measures(version);
    case "paused": return [size, "What has arrived is kept."];
    case "cancelled": return ["It will be thrown away in a moment."];
    case "failed":
    case "missing":
    case "known": return [];
    default: return [size];
  }
}

/**
 * @param {number} done
 * @param {number} size
 * @param {number} speed bytes a second
 */
function travel(done, size, speed) {
  if (done === 0) return [bytes(size)];
  if (speed <= 0) return [`${bytes(done)} of ${bytes(size)}`];
  return [`${bytes(done)} of ${bytes(size)}`, `${bytes(speed)} a second`, `${roughly((size - done) / speed)} left`];
}

/**
 * @param {any} version
 * @param {number} speed shares a second
 */
function listening(version, speed) {
  // What the first moment says is no measure for the rest.
  const left = speed > 0 && version.progress > 0.05 ? [`${roughly((1 - version.progress) / speed)} left`] : [];
  const already = version?.playable ? "You can play it already" : "You can play its beginning in a moment";
  return ["Measuring loudness, drawing the waveform", ...left, already];
}

/** @param {any} version */
function measures(version) {
  const { duration_ms, loudness_lufs } = version ?? {};
  const parts = duration_ms ? [clock(duration_ms / 1000)] : [];
  if (typeof loudness_lufs === "number") parts.push(`${loudness_lufs.toFixed(1).replace("-", "−")} LUFS`);
  return parts;
}

/**
 * What went wrong and what to do, where something did.
 * @param {Upload} upload
 * @returns {{ why: string, advice: string } | undefined}
 */
export function troubleWith({ state, trouble, twin, facts }) {
  if (state === "failed") return trouble;
  if (state === "missing") {
    const way = facts.handle ? "Let the browser read the file again" : "Choose the same file again";
    return { why: `${way}, and it goes on where it was.`, advice: "What has arrived is kept for a day; a file of this size could not be kept here whole." };
  }
  if (state === "known") return { why: `This very file is here already: it is “${twin?.title}”.`, advice: "Nothing was sent." };
  return undefined;
}

/**
 * Who will hear it, and from when on.
 * @param {import("./wishes.js").Wishes} wishes
 */
export function audienceOf({ for_track, visibility, release_at }) {
  if (for_track) return "A new version";
  const who = { public: "Everyone can hear it", unlisted: "Who has the link can hear it" }[visibility ?? ""];
  if (!who) return "Only you can hear it";
  const time = new Date(release_at || Number.NaN);
  if (!(time > new Date())) return who;
  const year = time.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return `${who} from ${new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year }).format(time)} on`;
}

/**
 * What ears are told when a file comes to a new state; empty where that is no news.
 * @param {Upload} upload
 * @param {string} name
 */
export function newsOf({ state, isCutOff }, name) {
  if (isCutOff) return `${name} waits for the connection.`;
  if (state === "listening") return `${name} has arrived.`;
  if (state === "ready") return `${name} is ready.`;
  if (state === "paused") return `${name} is paused.`;
  if (state === "cancelled") return `${name} is cancelled.`;
  return "";
}

/**
 * What is on the way on other pages.
 * @param {{ count: number, share: number }} summary
 */
export function summaryInWords({ count, share }) {
  const songs = count === 1 ? "1 song on its way" : `${count} songs on their way`;
  return `${songs}, ${Math.floor(100 * share)} %`;
}

/** @param {number} count */
export function bytes(count) {
  if (count < 1_000_000) return `${Math.max(1, Math.round(count / 1000))} kB`;
  const megabytes = count / 1_000_000;
  if (megabytes < 1000) return `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`;
  return `${Math.floor(megabytes / 100) / 10} GB`;
}
