import assert from "node:assert/strict";
import { test } from "node:test";
import { inAlbums } from "../../Web/models/album.js";
import { gainOf } from "../../Web/models/loudness.js";

/** @returns {any} a song of an artist, of so many seconds, so loud */
const song = (artist, seconds, lufs, peak) => ({ href: `/@${artist}/song`, seconds, lufs, peak });

test("songs of one artist that follow each other in a list are an album, with one gain for all", () => {
  const songs = inAlbums([song("ida", 100, -20, -6), song("ida", 300, -10, -1), song("bo", 100, -9, 0), song("ida", 100, -9, 0)]);
  const gains = songs.map((one) => gainOf(one, "album"));
  assert.equal(gains[0], gains[1]);
  // A quarter of the time a hundredth of full power, three quarters a tenth.
  assert.ok(Math.abs(gains[0] - (-18 - 10 * Math.log10(0.25 * 0.01 + 0.75 * 0.1))) < 1e-9);
  assert.deepEqual(songs.map(({ album }) => album?.peak), [-1, -1, undefined, undefined]);
  assert.deepEqual(songs.map((one) => gainOf(one, "track")), [2, -8, -9, -9]);
});

test("an album is raised no further than its highest peak allows", () => {
  const songs = inAlbums([song("ida", 100, -30, -20), song("ida", 100, -30, -3)]);
  assert.deepEqual(songs.map((one) => gainOf(one, "album")), [2, 2]);
});

test("what wasn't measured counts for nothing; alone a song has no album", () => {
  const songs = inAlbums([song("ida", 100), song("ida", 100, -12, -2), song("ida", 50, -12)]);
  assert.equal(songs[0].album?.lufs, -12);
  assert.equal(songs[0].album?.peak, 0);
  assert.equal(gainOf(songs[0], "album"), -6);
  assert.equal(inAlbums([song("ida", 100), song("ida", 100, -12)])[1].album, undefined);
  assert.equal(gainOf(inAlbums([song("ida", 100, -12, -2)])[0], "album"), -6);
});
