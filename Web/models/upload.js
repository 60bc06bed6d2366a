import { Refused, call } from "../lib/api.js";
import { backOnline, pause } from "../lib/dom.js";
import { listen } from "../lib/socket.js";
import { Rate } from "./rate.js";
import { Transfer } from "./transfer.js";
import { forget, keep } from "./upload-store.js";

/** @typedef {"waiting" | "reading" | "sending" | "checking" | "listening" | "ready" | "failed" | "missing"} State */

/** One file on its way to being a song. Fires `change`. */
export class Upload extends EventTarget {
  /** @type {State} */ state = "waiting";
  /** Bytes read or sent in this state. */
  done = 0;
  rate = new Rate();
  /** What went wrong, as a sentence. */
  trouble = "";
  /** Whether the server can't be reached; it is asked again until it can. */
  isCutOff = false;
  /** Whether another attempt with the same file makes sense. */
  mayRetry = true;
  /**
   * The version as the API last described it.
   * @type {any}
   */
  version;
  /**
   * The track as the API last described it.
   * @type {any}
   */
  track;
  #stopping = new AbortController();

  /**
   * @param {import("./upload-store.js").Kept} facts
   */
  constructor(facts) {
    super();
    this.facts = facts;
    if (!facts.file && !facts.version) this.state = "missing";
  }

  /** Whether the file itself is needed and there. */
  get canRun() {
    return this.facts.file !== undefined || this.facts.version !== undefined;
  }

  /** Whether nothing more will happen by itself. */
  get isOver() {
    return this.state === "ready" || this.state === "failed" || this.state === "missing";
  }

  /** Runs from wherever it stopped to the finished song. */
  async run() {
    this.trouble = "";
    this.mayRetry = true;
    try {
      if (!this.facts.version) await this.#bring();
      await this.#attend();
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.trouble = error instanceof Error ? error.message : String(error);
      this.mayRetry = !isVerdict(error);
      if (!this.mayRetry) await forget(this.facts.id);
      this.#enter("failed");
    }
  }

  /** Gives it up; what has arrived is thrown away, a song that is made already stays. */
  async stop() {
    this.#stopping.abort();
    await forget(this.facts.id);
    if (this.facts.upload && !this.facts.version) {
      await call("DELETE", `/api/v1/upload/multipart/${this.facts.upload}`).catch(() => undefined);
    }
  }

  /**
   * What the song shall be called and who may hear it; goes to the server at once if the song is there.
   * @param {Record<string, string>} wishes
   */
  async wish(wishes) {
    this.facts.wishes = { ...this.facts.wishes, ...wishes };
    await keep(this.facts);
    if (this.facts.track && !this.facts.forTrack) {
      const { track } = await call("PATCH", `/api/v1/tracks/${this.facts.track}`, asTrack(this.facts.wishes));
      this.track = track;
      this.#changed();
    }
  }

  async #bring() {
    const { file } = this.facts;
    if (!file) return this.#enter("missing");
    const { signal } = this.#stopping;
    this.facts.sha256 ??= await this.#hash(file);
    const transfer = new Transfer(file, signal, {
      progress: (done) => this.#progress(done),
      cutOff: (isCutOff) => this.#cutOff(isCutOff),
    });
    await this.#patiently(() => this.#connect(transfer));
    this.#enter("sending");
    await transfer.send(this.facts.upload ?? "");
    this.#enter("checking");
    const asset = await this.#patiently(() => this.#deliver(transfer));
    await this.#publish(asset);
  }

  /**
   * Continues the upload that was begun, or begins one.
   * @param {Transfer} transfer
   */
  async #connect(transfer) {
    if (this.facts.upload) {
      try {
        return await transfer.resume(this.facts.upload);
      } catch (error) {
        if (!(error instanceof Refused) || isPassing(error)) throw error;
      }
    }
    this.facts.upload = await transfer.begin(this.facts.sha256 ?? "");
    await keep(this.facts);
  }

  /** @param {Transfer} transfer */
  async #deliver(transfer) {
    try {
      return await transfer.finish(this.facts.upload ?? "");
    } catch (error) {
      // A file that was refused was removed on the server: another attempt starts from the beginning.
      if (error instanceof Refused && !isPassing(error)) {
        this.facts.upload = undefined;
        await keep(this.facts);
      }
      throw error;
    }
  }

  /** @param {any} asset */
  async #publish(asset) {
    const { forTrack, wishes } = this.facts;
    if (forTrack) {
      const body = { original_asset_id: asset.asset_id, version_label: wishes.version_label || undefined };
      ({ version: this.version } = await call("POST", `/api/v1/tracks/${forTrack}/versions`, body));
      this.facts.track = forTrack;
    } else {
      const title = wishes.title || asset.probe?.tags?.title || titleFrom(this.facts.name);
      const body = { ...asTrack(wishes), title, original_asset_id: asset.asset_id, version_label: wishes.version_label || undefined };
      const made = await call("POST", "/api/v1/tracks", body);
      this.version = made.version;
      this.track = made.track;
      this.facts.track = made.track.id;
      this.facts.wishes.title ??= made.track.title;
    }
    this.facts.version = this.version.id;
    this.facts.file = undefined;
    await keep(this.facts);
  }

  /** Follows the song until it is ready or has failed. */
  async #attend() {
    this.#enter("listening");
    let hurry = () => {};
    const leave = listen(`version:${this.facts.version}`, () => hurry());
    try {
      for (;;) {
        await this.#patiently(() => this.#ask());
        this.#stopping.signal.throwIfAborted();
        if (this.version.status !== "pending") break;
        this.#changed();
        await Promise.race([pause(2500), new Promise((resolve) => (hurry = () => setTimeout(resolve, 250)))]);
      }
    } finally {
      leave();
    }
    await forget(this.facts.id);
    this.trouble = this.version.error?.message ?? "";
    this.#enter(this.version.status === "failed" ? "failed" : "ready");
  }

  async #ask() {
    ({ version: this.version } = await call("GET", `/api/v1/versions/${this.facts.version}`));
    if (!this.track) ({ track: this.track } = await call("GET", `/api/v1/tracks/${this.facts.track}`));
  }

  /**
   * Does what may be done twice until the server can be reached.
   * @template T
   * @param {() => Promise<T>} work
   */
  async #patiently(work) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const result = await work();
        this.#cutOff(false);
        return result;
      } catch (error) {
        this.#stopping.signal.throwIfAborted();
        if (!isPassing(error)) throw error;
        this.#cutOff(true);
        await backOnline(Math.min(15_000, 1000 * 2 ** attempt));
      }
    }
  }

  /** @param {boolean} isCutOff */
  #cutOff(isCutOff) {
    if (this.isCutOff === isCutOff) return;
    this.isCutOff = isCutOff;
    this.rate.clear();
    this.#changed();
  }

  /**
   * @param {File} file
   * @returns {Promise<string>}
   */
  #hash(file) {
    this.#enter("reading");
    const worker = new Worker(new URL("../workers/hash.js", import.meta.url), { type: "module" });
    this.#stopping.signal.addEventListener("abort", () => worker.terminate());
    return /** @type {Promise<string>} */ (new Promise((resolve, reject) => {
      worker.onerror = () => reject(new Error("This file can’t be read. If it lies on another disk, copy it first."));
      worker.onmessage = ({ data }) => {
        if (data.sha256) resolve(data.sha256);
        else if (data.error) reject(new Error("This file can’t be read any more. Was it moved or changed?"));
        else this.#progress(data.done);
      };
      worker.postMessage(file);
    })).finally(() => worker.terminate());
  }

  /** @param {number} done */
  #progress(done) {
    this.done = done;
    this.rate.add(done, performance.now());
    this.#changed();
  }

  /** @param {State} state */
  #enter(state) {
    this.state = state;
    this.done = 0;
    this.rate.clear();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * Whether it may well work a moment later: no connection, or a server that is starting or has too much to do.
 * @param {unknown} error
 */
function isPassing(error) {
  return error instanceof Refused && [0, 429, 502, 503, 504].includes(error.status);
}

/**
 * Whether the file itself was judged: sent again it would be refused again.
 * @param {unknown} error
 */
function isVerdict(error) {
  return error instanceof Refused && (error.status === 413 || (error.status === 422 && error.code !== "invalid"));
}

/** @param {Record<string, string>} wishes */
function asTrack({ title, visibility, tags, description_md, release_at }) {
  return {
    title: title || undefined,
    visibility: visibility || undefined,
    description_md: description_md || undefined,
    release_at: release_at ? new Date(release_at).toISOString() : undefined,
    tags: tags === undefined ? undefined : tags.split(",").map((tag) => tag.trim()).filter(Boolean),
  };
}

/**
 * `Night_Ferry-final 2.wav` is called Night Ferry final 2.
 * @param {string} name
 */
export function titleFrom(name) {
  const bare = name.replace(/\.[^.]+$/, "").replace(/_+/g, " ").replace(/\s+/g, " ").trim();
  return bare || name;
}
