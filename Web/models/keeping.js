import { zoomFor } from "./levels.js";
import { parseMaster, parseMedia } from "./playlist.js";
import { choose } from "./rendition.js";
import { discard, discardParts, enter, keptSongs, shelfKey, shelve } from "./shelf.js";

/** @typedef {import("./playable.js").Playable} Playable */
/** @typedef {import("./shelf.js").KeptSong} KeptSong */

/** The most that is kept, in bytes, and the part of what the browser gives us. */
const MOST = 2_000_000_000;
const SHARE = 0.1;
/** Columns that a kept waveform has at least. */
const COLUMNS = 2000;

/** There is no room for another song. */
export class NoRoom extends Error {}

/**
 * Bytes that kept songs may take.
 * @param {number} quota bytes that the browser gives to this site
 */
export function limitOf(quota) {
  return Math.min(MOST, Math.floor(quota * SHARE));
}

/**
 * The songs on this device, and those that are being fetched; one at a time, whatever page is shown.
 *
 * Fires `change`.
 */
class Keeping extends EventTarget {
  /** @type {KeptSong[]} */ songs = [];
  /** How much of a song is there, 0…1, by its version. @type {Map<string, number>} */
  underWay = new Map();
  limit = MOST;
  /** @type {Promise<void> | undefined} */ #restored;
  #turn = Promise.resolve();

  /** Bytes that the songs take. */
  get bytes() {
    return this.songs.reduce((sum, song) => sum + song.bytes, 0);
  }

  /** Reads what is kept. */
  restore() {
    return (this.#restored ??= this.#read());
  }

  /** @param {string} version */
  has(version) {
    return this.songs.some((song) => song.version === version);
  }

  /**
   * Brings a song here.
   * @param {Playable} playable
   * @param {string} viewer who is signed in, or empty
   */
  async keep(playable, viewer) {
    await this.restore();
    if (this.has(playable.version) || this.underWay.has(playable.version)) return;
    this.#progress(playable.version, 0);
    const turn = this.#turn.then(() => this.#bring(playable, viewer));
    this.#turn = turn.catch(() => undefined);
    try {
      await turn;
    } finally {
      this.underWay.delete(playable.version);
      await this.#read();
    }
  }

  /** @param {string} version */
  async discard(version) {
    await discard(version);
    await this.#read();
  }

  /** Lets go of songs that may no longer be heard; asks the server, where it can be reached. */
  async check() {
    await this.restore();
    for (const { version, stream } of this.songs) {
      const answer = await fetch(stream).catch(() => undefined);
      if (answer && [401, 403, 404, 410].includes(answer.status)) await this.discard(version);
    }
  }

  async #read() {
    const { quota = MOST / SHARE } = await navigator.storage.estimate();
    this.limit = limitOf(quota);
    this.songs = await keptSongs();
    this.dispatchEvent(new Event("change"));
  }

  /**
   * @param {string} version
   * @param {number} share
   */
  #progress(version, share) {
    this.underWay.set(version, share);
    this.dispatchEvent(new Event("change"));
  }

  /**
   * @param {Playable} playable
   * @param {string} viewer
   */
  async #bring(playable, viewer) {
    const delivery = new Delivery((share) => this.#progress(playable.version, share));
    try {
      await delivery.fetch(playable, this.limit - this.bytes);
      await enter({ ...playable, viewer, since: Date.now(), bytes: delivery.bytes, parts: delivery.parts });
    } catch (error) {
      const needed = new Set(this.songs.flatMap(({ parts }) => parts));
      await discardParts(delivery.parts.filter((part) => !needed.has(part)));
      throw error;
    }
    navigator.storage.persist().catch(() => undefined);
  }
}

/** One song on its way to the shelf. */
class Delivery {
  bytes = 0;
  /** @type {string[]} */ parts = [];

  /** @param {(share: number) => void} progressed */
  constructor(progressed) {
    this.progressed = progressed;
  }

  /**
   * @param {Playable} playable
   * @param {number} room bytes
   */
  async fetch(playable, room) {
    const { variant, list } = await this.#playlists(playable);
    if ((variant.bandwidth / 8) * playable.seconds > room) throw new NoRoom("There is no room for this song. Let go of another one first.");
    const sound = [list.init, ...list.segments.map(({ url }) => url)];
    for (const [index, address] of sound.entries()) {
      await this.#bring(address);
      this.progressed((index + 1) / (sound.length + 1));
    }
    await Promise.all(besides(playable).map((address) => this.#bring(address).catch(() => undefined)));
    await this.#bring(playable.href, { Accept: "text/html" });
  }

  /**
   * The playlists, of which the one that names them all is kept with nothing but what is here.
   * @param {Playable} playable
   */
  async #playlists({ stream }) {
    const master = await answerTo(stream);
    const { MediaSource } = /** @type {any} */ (globalThis);
    const canPlay = (/** @type {string} */ mime) => MediaSource?.isTypeSupported(mime) ?? mime.includes("mp4a");
    const variants = parseMaster(await master.text(), master.url);
    const variant = choose(variants, { canPlay, isLossless: false, isSaving: false, speed: undefined })?.variant;
    if (!variant) throw new Error("This browser plays none of the formats that are ready.");
    const text = await (await answerTo(variant.url)).text();
    const list = parseMedia(text, variant.url);
    if (!list.isComplete) throw new Error("This song is still being prepared. Keep it in a moment.");
    const type = { headers: { "Content-Type": "application/vnd.apple.mpegurl" } };
    const only = `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=${variant.bandwidth},CODECS="${variant.codecs}"\n${variant.url}\n`;
    await this.#put(stream, new Response(only, type));
    await this.#put(variant.url, new Response(text, type));
    return { variant, list };
  }

  /**
   * @param {string} address
   * @param {HeadersInit} [headers]
   */
  async #bring(address, headers) {
    await this.#put(address, await answerTo(address, headers));
  }

  /**
   * @param {string} address
   * @param {Response} answer
   */
  async #put(address, answer) {
    const body = await answer.blob();
    this.bytes += body.size;
    this.parts.push(shelfKey(address));
    await shelve(address, new Response(body, { headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" } }));
  }
}

/**
 * What is nice to have beside the sound: the waveform and the artwork.
 * @param {Playable} playable
 */
function besides({ waveform, art, seconds }) {
  const peaks = waveform && new URL(waveform, location.href);
  if (!peaks) return art ? [art] : [];
  peaks.searchParams.set("zoom", String(zoomFor(seconds, COLUMNS)));
  const body = new URL(peaks);
  body.searchParams.set("data", "rms");
  return [peaks.href, body.href, ...(art ? [art, art.replace("_thumb.", "_full.")] : [])];
}

/**
 * @param {string} address
 * @param {HeadersInit} [headers]
 */
async function answerTo(address, headers) {
  const answer = await fetch(address, { headers }).catch(() => {
    throw new Error("The server can’t be reached. Nothing was lost; try again in a moment.");
  });
  if (!answer.ok) throw new Error(`The server answered ${answer.status} for a part of the song. Try again.`);
  return answer;
}

export const keeping = new Keeping();
