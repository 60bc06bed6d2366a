import { call } from "../lib/api.js";
import { Engine } from "./engine.js";
import { Source } from "./source.js";

/** @typedef {{ samples: Float32Array, rate: number, start: number }} Piece sound full scale ±1, and the second of the song that it begins at */

/** How many pieces are kept: what is heard and its neighbours. */
const KEPT = 3;

/** A song's sound as numbers, piece by piece, decoded beside what plays: nothing that is heard goes through it. */
export class Tape {
  /** @type {Map<number, Promise<Piece | undefined>>} */ #pieces = new Map();
  /** @type {Promise<Source>} */ #source;
  #ending = new AbortController();

  /** @param {import("./playable.js").Playable} playable */
  constructor({ stream, version, key }) {
    const path = `/api/v1/versions/${version}${key && `?key=${encodeURIComponent(key)}`}`;
    const source = new Source(stream, async () => (await call("GET", path)).version.stream.url, isSmall, false);
    this.#source = source.open().then(() => source);
    this.#source.catch(() => undefined);
  }

  /**
   * The piece that holds that second; undefined where there is none, or none that can be decoded.
   * @param {number} time seconds
   */
  async at(time) {
    try {
      const source = await this.#source;
      const { segments, skip } = source.list;
      const index = segments.findIndex(({ start, duration }) => time + skip < start + duration);
      if (index < 0) return undefined;
      if (!this.#pieces.has(index)) this.#pieces.set(index, this.#decode(source, index));
      for (const old of [...this.#pieces.keys()].slice(0, -KEPT)) this.#pieces.delete(old);
      return await this.#pieces.get(index);
    } catch {
      return undefined;
    }
  }

  end() {
    this.#ending.abort();
    this.#pieces.clear();
  }

  /**
   * @param {Source} source
   * @param {number} index
   * @returns {Promise<Piece>}
   */
  async #decode(source, index) {
    const { signal } = this.#ending;
    const parts = [await source.init(signal), await source.segment(index, signal)];
    const context = new OfflineAudioContext(1, 1, 48_000);
    const sound = await context.decodeAudioData(await new Blob(parts).arrayBuffer());
    const { segments, skip } = source.list;
    return { samples: sound.getChannelData(0), rate: sound.sampleRate, start: segments[index].start - skip };
  }
}

/** @param {string} mime that can be played, and is no larger than a picture needs */
function isSmall(mime) {
  return !/flac/i.test(mime) && Engine.canPlay(mime);
}
