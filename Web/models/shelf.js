/**
 * The songs that are kept on this device: their sound, waveform, artwork and page, in a cache of the browser's that
 * pages fill and the worker reads. Nobody else's songs stay: each says who kept it.
 */

/**
 * @typedef {import("./playable.js").Playable & { bytes: number, viewer: string, since: number, parts: string[] }} KeptSong
 * a playable, the bytes that it takes, who kept it (empty for somebody not signed in), when, and under which keys
 */

const SHELF = "stemma-kept";
const LIST = "/kept/songs/";
/** What differs between two addresses of the same thing: signatures, keys of links, how fine a waveform is. */
const PASSING = ["exp", "sig", "key", "zoom"];

/**
 * The key under which the answer of an address is kept.
 * @param {string} address
 */
export function shelfKey(address) {
  const url = new URL(address, location.href);
  for (const name of PASSING) url.searchParams.delete(name);
  return url.pathname + url.search;
}

/** @returns {Promise<KeptSong[]>} the last kept first */
export async function keptSongs() {
  if (!(await caches.has(SHELF))) return [];
  const shelf = await caches.open(SHELF);
  const entries = (await shelf.keys()).filter(({ url }) => new URL(url).pathname.startsWith(LIST));
  const songs = await Promise.all(entries.map(async (entry) => (await shelf.match(entry))?.json()));
  return songs.filter(Boolean).sort((one, other) => other.since - one.since);
}

/**
 * What is kept of an address, if anything is.
 * @param {string} address
 */
export async function onShelf(address) {
  return (await caches.open(SHELF)).match(shelfKey(address));
}

/**
 * Keeps an answer for an address.
 * @param {string} address
 * @param {Response} answer
 */
export async function shelve(address, answer) {
  await (await caches.open(SHELF)).put(shelfKey(address), answer);
}

/** @param {KeptSong} song all of whose parts are there */
export async function enter(song) {
  await shelve(LIST + song.version, new Response(JSON.stringify(song)));
}

/**
 * Lets go of a song and of every part that no other song needs.
 * @param {string} version
 */
export async function discard(version) {
  const shelf = await caches.open(SHELF);
  const songs = await keptSongs();
  const others = new Set(songs.filter((song) => song.version !== version).flatMap(({ parts }) => parts));
  const parts = songs.find((song) => song.version === version)?.parts ?? [];
  await shelf.delete(LIST + version);
  await discardParts(parts.filter((part) => !others.has(part)));
}

/**
 * Lets go of parts, as of a song that wasn't finished.
 * @param {string[]} parts
 */
export async function discardParts(parts) {
  const shelf = await caches.open(SHELF);
  await Promise.all(parts.map((part) => shelf.delete(part)));
}

/**
 * Lets go of what somebody else kept who was signed in.
 * @param {string} viewer who is signed in now, or empty
 */
export async function clearFor(viewer) {
  for (const song of await keptSongs()) if (song.viewer && song.viewer !== viewer) await discard(song.version);
}
