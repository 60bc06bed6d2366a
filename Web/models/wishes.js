/**
 * What a song shall be, as the fields of its sheet say it: `title`, `artist_id`, `visibility`, `tags` with commas
 * between them, `description_md`, `release_at` in the time of this machine, `version_label`, and `for_track` where it
 * is a new version of that track.
 * @typedef {Record<string, string>} Wishes
 */

/** Until somebody says otherwise nobody else hears what was uploaded. */
export const normal = { visibility: "private" };

/**
 * The wishes that are there as fields of a track; those that are not stay as they are.
 * @param {Wishes} wishes
 */
export function asTrack(wishes) {
  const { title, visibility, description_md, tags, release_at } = wishes;
  return {
    title: title || undefined,
    visibility,
    description_md,
    tags: tags === undefined ? undefined : tags.split(",").map((tag) => tag.trim()).filter(Boolean),
    ...(release_at === undefined ? {} : release(release_at)),
  };
}

/** @param {string} local */
function release(local) {
  const time = new Date(local);
  if (Number.isNaN(time.getTime())) return { release_at: null };
  return { release_at: time.toISOString(), release_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/**
 * What is wished otherwise than it was.
 * @param {Wishes} before
 * @param {Wishes} now
 * @returns {Wishes}
 */
export function changes(before, now) {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value));
}

/**
 * `Night_Ferry-final 2.wav` is called Night Ferry-final 2, and `03 - Eel Pass.flac` Eel Pass.
 * @param {string} name
 */
export function titleFrom(name) {
  const bare = name.replace(/\.[^.]+$/, "").replace(/_+/g, " ").replace(/\s+/g, " ").trim();
  const unnumbered = bare.replace(/^(?:\d{2,3}\s*[-–.]\s*|\d\s+[-–]\s+|\d\.\s+|0\d\s+)(?=\D)/, "");
  return unnumbered || bare || name;
}

/**
 * When the song appears, in words; empty where there is no such day.
 * @param {Wishes} wishes
 * @param {Date} now
 * @param {string} [zone] as in `Europe/Lisbon`; that of this machine by default
 * @returns {{ before: string, when: string, after: string } | undefined}
 */
export function plan({ release_at, visibility }, now, zone = Intl.DateTimeFormat().resolvedOptions().timeZone) {
  const time = new Date(release_at || Number.NaN);
  if (Number.isNaN(time.getTime())) return undefined;
  const when = moment(time, now);
  if (time <= now) return { before: "", when, after: " has passed: it appears at once." };
  const place = ` in ${(zone.split("/").at(-1) ?? zone).replace(/_/g, " ")}.`;
  if (visibility === "public") return { before: "Appears ", when, after: `${place} Until then only you can hear it.` };
  if (visibility === "unlisted") return { before: "Appears ", when, after: `${place} Who has the link can hear it before.` };
  return { before: "Dated ", when, after: `${place} Only you can hear it, then too, until you choose otherwise.` };
}

/** @param {Date} time @param {Date} now */
function moment(time, now) {
  const year = time.getFullYear() === now.getFullYear() ? undefined : "numeric";
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year }).format(time).replace(",", "");
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(time);
  return `${day} at ${clock}`;
}
