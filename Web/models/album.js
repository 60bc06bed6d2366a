/** @typedef {import("./playable.js").Playable} Playable */
/** @typedef {{ lufs: number, peak: number }} Album how loud its songs are together, in LUFS, and their highest true peak, in dBTP */

/**
 * Songs in their order, each with the album that it is part of: those of one artist that follow each other in a list
 * belong together, and keep their distances where albums are made equally loud. A song on its own has none.
 * @param {Playable[]} songs
 * @returns {Playable[]}
 */
export function inAlbums(songs) {
  /** @type {Playable[][]} */ const runs = [];
  for (const song of songs) {
    const run = runs.at(-1);
    if (run && artistOf(run[0]) === artistOf(song)) run.push(song);
    else runs.push([song]);
  }
  return runs.flatMap((run) => {
    const album = albumOf(run);
    return run.map((song) => ({ ...song, album }));
  });
}

/**
 * The mean of what songs carry, the longer the more it counts (ITU-R BS.1770 without its gates); nothing where fewer
 * than two were measured.
 * @param {Playable[]} songs
 * @returns {Album | undefined}
 */
function albumOf(songs) {
  const measured = songs.filter(({ lufs }) => lufs !== undefined);
  if (measured.length < 2) return undefined;
  const seconds = measured.reduce((sum, song) => sum + song.seconds, 0);
  const power = measured.reduce((sum, { seconds, lufs = 0 }) => sum + seconds * 10 ** (lufs / 10), 0);
  return { lufs: 10 * Math.log10(power / seconds), peak: Math.max(...measured.map(({ peak = 0 }) => peak)) };
}

/**
 * The artist's handle, which the song's page stands under: names may be the same.
 * @param {Playable} song
 */
function artistOf({ href }) {
  return href.split("/")[1];
}
