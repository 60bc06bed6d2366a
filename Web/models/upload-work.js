import { alone } from "../lib/alone.js";
import { Refused, call } from "../lib/api.js";
import { pause } from "../lib/dom.js";
import { listen } from "../lib/socket.js";
import { digest } from "./digest.js";
import { Patience, isPassing } from "./patience.js";
import { publish } from "./publication.js";
import { Transfer } from "./transfer.js";
import { Unmade } from "./trouble.js";
import { forget, keep, keepFiles, keptNow } from "./upload-store.js";
import { changes } from "./wishes.js";

/**
 * Finds another upload of the same bytes.
 * @callback Sibling
 * @param {string} sha256
 * @returns {{ title: string } | undefined}
 */

/** What happens to one file, from its hash to the finished song; begins wherever an earlier attempt stopped. */
export class UploadWork {
  #patience = new Patience((isConnected) => this.upload.cutOff(!isConnected), mayPass);

  /**
   * @param {import("./upload.js").Upload} upload
   * @param {AbortSignal} signal
   * @param {Sibling} sibling
   */
  constructor(upload, signal, sibling) {
    this.upload = upload;
    this.signal = signal;
    this.sibling = sibling;
  }

  /** Does what is left to do, in one tab at a time. */
  run() {
    const { upload, signal } = this;
    return alone(`upload ${upload.facts.id}`, signal, () => this.#goOn(), () => upload.enter("elsewhere"));
  }

  async #goOn() {
    const { upload } = this;
    if (upload.state === "elsewhere" && !(await this.#catchUp())) return;
    if (!upload.facts.version) {
      const { file } = upload.facts;
      if (!file) return upload.enter("missing");
      if (await this.#isTwin(file)) return upload.enter("known");
      await this.#publish(await this.#bring(file));
    }
    await this.#attend();
  }

  /** Learns what another tab did until it ended; whether there is something left to do. */
  async #catchUp() {
    const { upload } = this;
    const facts = await keptNow(upload.facts.id);
    if (!facts) {
      upload.enter("gone");
      return false;
    }
    Object.assign(upload.facts, { isPaused: facts.isPaused, isGivenUp: facts.isGivenUp }, facts);
    upload.enter(upload.resting === "waiting" ? "reading" : upload.resting);
    return upload.state === "reading";
  }

  /**
   * Whether these bytes are here already, or on their way in another row.
   * @param {File} file
   */
  async #isTwin(file) {
    const { upload } = this;
    const { facts } = upload;
    facts.sha256 ??= await digest(file, this.signal, (done) => upload.progress(done));
    await keep(facts);
    if (facts.isWanted || facts.upload) return false;
    const sha256 = facts.sha256;
    upload.twin = this.sibling(sha256);
    if (!upload.twin) [upload.twin] = await this.#patiently(() => call("GET", `/api/v1/tracks?limit=1&sha256=${sha256}`));
    return upload.twin !== undefined;
  }

  /**
   * @param {File} file
   * @returns {Promise<any>} the asset
   */
  async #bring(file) {
    const { upload } = this;
    const transfer = new Transfer(file, this.signal, {
      progress: (done) => upload.progress(done),
      cutOff: (isCutOff) => upload.cutOff(isCutOff),
    });
    upload.enter("sending");
    await this.#patiently(() => this.#connect(transfer));
    await transfer.send(upload.facts.upload ?? "");
    upload.enter("checking");
    return this.#patiently(() => this.#deliver(transfer));
  }

  /**
   * Continues the upload that was begun, or begins one.
   * @param {Transfer} transfer
   */
  async #connect(transfer) {
    const { facts } = this.upload;
    if (facts.upload) {
      try {
        return await transfer.resume(facts.upload);
      } catch (error) {
        if (!(error instanceof Refused) || mayPass(error)) throw error;
      }
    }
    facts.upload = await transfer.begin(facts.sha256);
    await keep(facts);
  }

  /** @param {Transfer} transfer */
  async #deliver(transfer) {
    const { facts } = this.upload;
    try {
      return await transfer.finish(facts.upload ?? "");
    } catch (error) {
      // A file that was refused was removed on the server: another attempt starts from the beginning.
      if (error instanceof Refused && !mayPass(error)) {
        facts.upload = undefined;
        await keep(facts);
      }
      throw error;
    }
  }

  /** @param {any} asset */
  async #publish(asset) {
    const { upload } = this;
    const { facts } = upload;
    const sent = { ...facts.wishes };
    const { trackID, version, track } = await publish(asset, facts.name, sent);
    Object.assign(upload, { version, track });
    Object.assign(facts, { track: trackID, version: version.id, file: undefined, handle: undefined });
    await keep(facts);
    await keepFiles(facts);
    // What was typed while the answer was on its way.
    await upload.amend(changes(sent, facts.wishes));
    await upload.dress();
  }

  /** Follows the song until it is ready or has failed. */
  async #attend() {
    const { upload } = this;
    upload.enter("listening");
    let hurry = () => {};
    const leave = listen(`version:${upload.facts.version}`, () => hurry());
    try {
      for (;;) {
        await this.#patiently(() => this.#ask());
        if (upload.version.status !== "pending") break;
        upload.progress(upload.version.progress);
        await Promise.race([pause(2500), new Promise((resolve) => (hurry = () => setTimeout(resolve, 250)))]);
      }
    } finally {
      leave();
    }
    await forget(upload.facts.id);
    if (upload.version.status === "failed") throw new Unmade(upload.version.error?.message);
    // By now it has a picture.
    ({ track: upload.track } = await this.#patiently(() => call("GET", `/api/v1/tracks/${upload.facts.track}`)));
    upload.enter("ready");
  }

  async #ask() {
    const { upload } = this;
    ({ version: upload.version } = await call("GET", `/api/v1/versions/${upload.facts.version}`));
    if (!upload.track) ({ track: upload.track } = await call("GET", `/api/v1/tracks/${upload.facts.track}`));
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   */
  async #patiently(work) {
    const result = await this.#patience.until(work, this.signal);
    this.signal.throwIfAborted();
    return result;
  }
}

/**
 * A server that is starting or has too much to do is there again a moment later too.
 * @param {unknown} error
 */
function mayPass(error) {
  return isPassing(error) || (error instanceof Refused && [429, 502, 503, 504].includes(error.status));
}
