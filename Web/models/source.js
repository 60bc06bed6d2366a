import { network } from "./network.js";
import { parseMaster, parseMedia } from "./playlist.js";
import { choose, isExact } from "./rendition.js";

/** Seconds that are enough to begin with. */
const NEAR = 4;

/** The link to a stream has run out, or what it led to is gone. */
export class LinkExpired extends Error {}

/** The server can't be reached now. */
export class Unreachable extends Error {
  constructor() {
    super("The server can’t be reached. Try again in a moment.");
  }
}

/** A part of the song isn’t there, though the song is. */
export class PartMissing extends Error {
  constructor() {
    super("A part of this song is missing; it is left out.");
  }
}

/** Nothing that is offered can be played by this browser. */
export class NothingPlayable extends Error {}

/**
 * One version's stream: picks the rendition that the browser plays, follows its playlist while it grows, and asks
 * for fresh links when they run out.
 */
export class Source {
  /** @type {import("./playlist.js").MediaList | undefined} */ #list;
  /** @type {string} */ #address;
  #variant = "";
  /** @type {ArrayBuffer | undefined} */ #init;
  /** @type {Map<number, ArrayBuffer>} what was fetched ahead and not asked for yet */ #ahead = new Map();
  /** MIME type with codec, for the source buffer. */
  mime = "";

  /**
   * @param {string} address of the master playlist
   * @param {() => Promise<string>} renew asks for a fresh address
   * @param {(mime: string) => boolean} canPlay
   * @param {boolean} isLossless whether sound without loss is wished where it is offered
   */
  constructor(address, renew, canPlay, isLossless) {
    this.#address = address;
    this.renew = renew;
    this.canPlay = canPlay;
    this.isLossless = isLossless;
  }

  /** The playlist as last read; throws before `open`. */
  get list() {
    if (!this.#list) throw new Error("the source is not open yet");
    return this.#list;
  }

  /** Seconds of music known so far. */
  get length() {
    const { length, segments, skip } = this.list;
    const last = segments.at(-1);
    return length ?? (last ? Math.max(0, last.start + last.duration - skip) : 0);
  }

  /** Whether it is the recording itself, without loss. */
  get isExact() {
    return isExact(this.mime);
  }

  /** Reads the playlists. */
  async open() {
    const variants = parseMaster(await this.#read(this.#address), this.#absolute(this.#address));
    const { speed, isSaving } = network;
    const canPlay = this.mime ? (/** @type {string} */ mime) => mime === this.mime : this.canPlay;
    const chosen = choose(variants, { canPlay, isLossless: this.isLossless, speed, isSaving });
    if (!chosen) throw new NothingPlayable("This browser plays none of the formats that are ready.");
    this.mime = chosen.mime;
    this.#variant = chosen.variant.url;
    await this.refresh();
  }

  /** Reads the media playlist again, to learn what was added. */
  async refresh() {
    this.#list = parseMedia(await this.#read(this.#variant), this.#variant);
  }

  /** Reads the media playlist again, by a fresh link where the old one has run out. */
  async grow() {
    try {
      await this.refresh();
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      await this.reopen();
    }
  }

  /** Asks for fresh links and reads everything again; the rendition stays the same. */
  async reopen() {
    this.#address = await this.renew();
    await this.open();
  }

  /**
   * The initialisation segment, fetched once.
   * @param {AbortSignal} signal
   */
  async init(signal) {
    return (this.#init ??= await this.#bytes((list) => list.init, signal));
  }

  /**
   * @param {number} index of the segment in the playlist
   * @param {AbortSignal} signal
   */
  async segment(index, signal) {
    const ahead = this.#ahead.get(index);
    this.#ahead.delete(index);
    return ahead ?? this.#bytes((list) => list.segments[index].url, signal);
  }

  /**
   * Fetches what is played first from `time` on, to have it at hand.
   * @param {number} time seconds
   */
  async fetchAhead(time) {
    const { segments, skip } = this.list;
    const { signal } = new AbortController();
    const near = segments.flatMap(({ start, duration }, index) => (start < time + NEAR + skip && start + duration > time + skip ? [index] : []));
    const take = async (/** @type {number} */ index) => void this.#ahead.set(index, await this.segment(index, signal));
    await Promise.all([this.init(signal), ...near.map(take)]);
  }

  /**
   * The bytes at an address that `urlOf` finds in the playlist; links that ran out are renewed once.
   * @param {(list: import("./playlist.js").MediaList) => string} urlOf
   * @param {AbortSignal} signal
   */
  async #bytes(urlOf, signal) {
    const asked = performance.now();
    let response = await reach(urlOf(this.list), signal);
    if (isExpired(response)) {
      await this.reopen();
      response = await reach(urlOf(this.list), signal);
    }
    if ([401, 403].includes(response.status)) throw new LinkExpired("This song can’t be played any more; its people may have taken it back.");
    if (!response.ok) throw new PartMissing();
    const bytes = await response.arrayBuffer();
    network.note(bytes.byteLength, performance.now() - asked);
    return bytes;
  }

  /** @param {string} address */
  async #read(address) {
    const response = await reach(address);
    if (isExpired(response)) throw new LinkExpired("The link to this song has run out.");
    if (!response.ok) throw new Error(`The server answered ${response.status} for the song’s playlist.`);
    return response.text();
  }

  /** @param {string} address */
  #absolute(address) {
    return new URL(address, location.href).href;
  }
}

/**
 * @param {string} address
 * @param {AbortSignal} [signal]
 */
async function reach(address, signal) {
  const response = await fetch(address, { signal }).catch((error) => {
    throw signal?.aborted ? error : new Unreachable();
  });
  if ([502, 503, 504].includes(response.status)) throw new Unreachable();
  return response;
}

/** @param {Response} response */
function isExpired(response) {
  return [401, 403, 404, 410].includes(response.status);
}
