import { call } from "../lib/api.js";
import { backOnline } from "../lib/dom.js";
import { Lanes } from "./lanes.js";

/** Parts of one file on their way at the same time. */
const LANES = 3;

/**
 * Parts of all files together: browsers open six connections to a server (to one that speaks HTTP/1.1), and the
 * music needs some as well.
 */
const lanes = new Lanes(LANES);

/** @typedef {{ part_number: number, url: string, size: number }} PartAddress */

/**
 * Brings a file to the server in parts, several at a time, each tried again until it is there; goes on where an
 * earlier attempt stopped.
 */
export class Transfer {
  /** @type {Map<number, string>} */ #tags = new Map();
  /** @type {Map<number, number>} bytes sent of the parts that are on their way */ #sending = new Map();
  #arrived = 0;

  /**
   * @param {File} file
   * @param {AbortSignal} signal ends it; what has arrived by then stays
   * @param {{ progress: (done: number) => void, cutOff: (isCutOff: boolean) => void }} listener is told how many
   *   bytes are there or on their way, and whether parts don't get through
   */
  constructor(file, signal, listener) {
    this.file = file;
    this.signal = signal;
    this.listener = listener;
  }

  /**
   * Begins a new upload.
   * @param {string} [sha256]
   * @returns {Promise<string>} its id
   */
  async begin(sha256) {
    const { name, size, type } = this.file;
    const plan = await call("POST", "/api/v1/upload/multipart/init", { filename: name, size, sha256, mime: type || undefined });
    this.partSize = plan.part_size;
    this.waiting = plan.presigned_parts;
    return plan.upload_id;
  }

  /**
   * Learns which parts of an earlier attempt are there.
   * @param {string} upload
   */
  async resume(upload) {
    const state = await call("GET", `/api/v1/upload/multipart/${upload}`);
    this.partSize = state.part_size;
    this.waiting = state.presigned_parts;
    this.#arrived = 0;
    this.#tags.clear();
    for (const { part_number, etag, size } of state.parts) {
      this.#tags.set(part_number, etag);
      this.#arrived += size;
    }
    this.#tell();
  }

  /**
   * Sends what is missing.
   * @param {string} upload
   */
  async send(upload) {
    await Promise.all(Array.from({ length: LANES }, () => this.#lane(upload)));
  }

  /**
   * Asks the server to put the parts together; may be asked again.
   * @param {string} upload
   * @returns {Promise<any>} the asset
   */
  finish(upload) {
    const etags = [...this.#tags].sort(([a], [b]) => a - b).map(([, tag]) => tag);
    return call("POST", "/api/v1/upload/multipart/complete", { upload_id: upload, etags });
  }

  /** @type {PartAddress[]} */ waiting = [];
  partSize = 0;

  /** @param {string} upload */
  async #lane(upload) {
    for (let part = this.waiting.shift(); part; part = this.waiting.shift()) await this.#sendPatiently(part, upload);
  }

  /**
   * @param {PartAddress} part
   * @param {string} upload
   */
  async #sendPatiently(part, upload) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const tag = await this.#sendInTurn(part);
        this.#tags.set(part.part_number, tag);
        this.#sending.delete(part.part_number);
        this.#arrived += part.size;
        this.listener.cutOff(false);
        return this.#tell();
      } catch (error) {
        this.#sending.delete(part.part_number);
        this.signal.throwIfAborted();
        if (!(error instanceof PartFailed) || (error.isFinal && attempt > 2)) throw error;
        this.#tell();
        this.listener.cutOff(!error.isFinal);
        await backOnline(Math.min(15_000, 700 * 2 ** attempt));
        this.signal.throwIfAborted();
        if (error.status === 403) await this.#renew(part, upload).catch(() => undefined);
      }
    }
  }

  /**
   * Addresses run out after a while.
   * @param {PartAddress} part
   * @param {string} upload
   */
  async #renew(part, upload) {
    const state = await call("GET", `/api/v1/upload/multipart/${upload}`);
    const fresh = /** @type {PartAddress[]} */ (state.presigned_parts);
    for (const old of [part, ...this.waiting]) {
      old.url = fresh.find(({ part_number }) => part_number === old.part_number)?.url ?? old.url;
    }
  }

  /** @param {PartAddress} part */
  async #sendInTurn(part) {
    const leave = await lanes.take(this);
    try {
      this.signal.throwIfAborted();
      return await this.#send(part);
    } finally {
      leave();
    }
  }

  /**
   * @param {PartAddress} part
   * @returns {Promise<string>} its ETag
   */
  #send(part) {
    const start = (part.part_number - 1) * this.partSize;
    const bytes = this.file.slice(start, start + part.size);
    // Only the older interface tells how far a request is.
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    this.signal.addEventListener("abort", abort, { once: true });
    return new Promise((resolve, reject) => {
      request.upload.onprogress = ({ loaded }) => {
        this.#sending.set(part.part_number, loaded);
        this.#tell();
      };
      request.onload = () => {
        const tag = request.getResponseHeader("ETag");
        if (request.status === 200 && tag) resolve(tag);
        else reject(new PartFailed(request.status));
      };
      request.onerror = request.onabort = request.ontimeout = () => reject(new PartFailed(0));
      request.open("PUT", part.url);
      request.send(bytes);
    }).finally(() => this.signal.removeEventListener("abort", abort));
  }

  #tell() {
    const moving = [...this.#sending.values()].reduce((sum, bytes) => sum + bytes, 0);
    this.listener.progress(Math.min(this.file.size, this.#arrived + moving));
  }
}

/** A part that didn't arrive; 0 where the network failed. */
class PartFailed extends Error {
  /** @param {number} status */
  constructor(status) {
    super(status ? `The server answered ${status} to a part of the file.` : "The connection broke.");
    this.status = status;
  }

  /** Whether trying on for ever makes no sense. */
  get isFinal() {
    return this.status >= 400 && this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}
