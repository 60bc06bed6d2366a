/**
 * A file as it was found: `path` is its name with the folders before it, `handle` what the browser gives to find it
 * again where it has such a thing.
 * @typedef {{ file: File, path: string, handle?: any }} Found
 */

/** @typedef {Found & { cover?: File }} Song */
/** @typedef {{ path: string, why: string }} LeftOut */

const music = new Set([
  "wav", "wave", "rf64", "w64", "aif", "aiff", "aifc", "caf", "flac", "wv", "mp3", "m4a", "mp4", "aac", "ogg", "oga", "opus",
]);
const foreign = new Set(["wma", "ape", "dsf", "dff", "mid", "midi", "mpc", "tta"]);
const pictures = new Set(["jpg", "jpeg", "png", "webp"]);
const clutter = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i;
const cover = /^(cover|folder|front|album|artwork)\b/i;
const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/**
 * Which of the files are songs, in the order of their numbers and names, each with the cover of its folder; and what
 * is left out, and why. What systems leave lying about in folders isn't even mentioned.
 * @param {Iterable<Found>} found
 * @returns {{ songs: Song[], leftOut: LeftOut[] }}
 */
export function sortOut(found) {
  const all = [...found].filter(({ file }) => !clutter.test(file.name));
  all.sort((a, b) => order.compare(a.path, b.path));
  const songs = all.filter(({ file }) => isMusic(file) && file.size > 0);
  const covers = coversOf(all, songs);
  const used = new Set(covers.values());
  return {
    songs: songs.map((song) => ({ ...song, cover: covers.get(folderOf(song.path)) })),
    leftOut: all
      .filter((one) => !songs.includes(one) && !used.has(one.file))
      .map(({ file, path }) => ({ path, why: whyNot(file) })),
  };
}

/**
 * The picture of each folder that holds songs: the one that is called so, else the only one.
 * @param {Found[]} all
 * @param {Found[]} songs
 * @returns {Map<string, File>}
 */
function coversOf(all, songs) {
  const covers = new Map();
  for (const folder of new Set(songs.map(({ path }) => folderOf(path)))) {
    if (folder === "") continue;
    const beside = all.filter(({ file, path }) => folderOf(path) === folder && isPicture(file) && file.size > 0);
    const chosen = beside.find(({ file }) => cover.test(file.name)) ?? (beside.length === 1 ? beside[0] : undefined);
    if (chosen) covers.set(folder, chosen.file);
  }
  return covers;
}

/** @param {string} path */
function folderOf(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** @param {File} file */
function ending({ name }) {
  return /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? "";
}

/** @param {File} file */
function isMusic(file) {
  return music.has(ending(file)) || (file.type.startsWith("audio/") && !foreign.has(ending(file)));
}

/** @param {File} file */
function isPicture(file) {
  return pictures.has(ending(file));
}

/** @param {File} file */
function whyNot(file) {
  if (isPicture(file)) return "a picture that isn’t named cover";
  if (foreign.has(ending(file))) return `${ending(file).toUpperCase()} can’t be read here; FLAC or WAV can`;
  return isMusic(file) ? "an empty file" : "no music";
}
