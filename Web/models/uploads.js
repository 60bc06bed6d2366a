import { announce, viewer } from "../lib/dom.js";
import { remember } from "../lib/settings.js";
import { Upload } from "./upload.js";
import { keep, keepFiles, kept } from "./upload-store.js";
import { normal, titleFrom } from "./wishes.js";

/** Files that are read or sent at the same time. */
const FILES = 3;
/** How long what was cancelled can be taken back, in milliseconds. */
const SECOND_THOUGHTS = 20_000;

/**
 * All files of this browser that are on their way, whatever page is shown. Fires `change`, and `room` when one has
 * given back the room that it took up. Tells the page of each change as `uploads`, and leaves a note in the browser
 * while there is something to go on with.
 */
class Uploads extends EventTarget {
  /** @type {Upload[]} */ list = [];
  /** @type {import("./folder.js").LeftOut[]} what was chosen and is not brought */ leftOut = [];
  /** @type {Promise<void> | undefined} */ #restored;
  /** @type {Set<Upload>} those that are on the way together, with those of them that have arrived */ #together = new Set();

  /** Finds again what was on its way when the page was closed. */
  restore() {
    return (this.#restored ??= this.#adopt());
  }

  /**
   * Takes files, as they are or as they were found in folders, and brings those that are music.
   * @param {Iterable<File | import("./folder.js").Found>} files
   * @param {{ forTrack?: string, wishes?: import("./wishes.js").Wishes }} [plan] `forTrack`: they are versions of it
   */
  async add(files, plan) {
    const found = [...files].map((one) => (one instanceof File ? { file: one, path: one.name } : one));
    const { sortOut } = await import("./folder.js");
    const { songs, leftOut } = sortOut(found);
    await (this.#restored = this.restore().then(() => this.#adopt()));
    const wishes = { ...normal, ...plan?.wishes, ...(plan?.forTrack ? { for_track: plan.forTrack } : {}) };
    for (const song of songs) await this.#addOne(song, wishes, leftOut);
    this.leftOut = leftOut;
    this.#changed();
  }

  /** Nobody needs to be told any more what was left out. */
  forgetLeftOut() {
    this.leftOut = [];
    this.#changed();
  }

  /**
   * Stops one; it can be resumed for a while.
   * @param {Upload} upload
   */
  cancel(upload) {
    upload.cancel();
    setTimeout(() => upload.state === "cancelled" && this.remove(upload), SECOND_THOUGHTS);
  }

  /** @param {Upload} upload */
  async remove(upload) {
    this.list = this.list.filter((other) => other !== upload);
    this.#changed();
    await upload.stop();
    this.dispatchEvent(new Event("room"));
  }

  /**
   * Gives all others the same tags and listeners.
   * @param {Upload} upload
   */
  async spread({ facts: { wishes } }) {
    const { tags, visibility } = wishes;
    const songs = this.list.filter(({ facts }) => !facts.wishes.for_track);
    await Promise.all(songs.map((song) => song.wish(tags === undefined ? { visibility } : { tags, visibility })));
  }

  /** How many are on their way, and which share of their bytes is here: 0…1. */
  get summary() {
    const count = this.list.filter(({ isOnTheWay }) => isOnTheWay).length;
    let [done, size] = [0, 0];
    for (const upload of this.#together) {
      if (!upload.isOnTheWay && upload.state !== "ready") continue;
      size += upload.facts.size;
      done += upload.facts.version || upload.state === "checking" ? upload.facts.size : upload.state === "sending" ? upload.done : 0;
    }
    return { count, share: size ? done / size : 0 };
  }

  /** Takes over what is kept and not in the list: of an earlier visit, or of another tab. */
  async #adopt() {
    for (const facts of await kept(viewer())) {
      if (this.list.some((upload) => upload.facts.id === facts.id)) continue;
      const upload = new Upload(facts);
      // A page that was closed leaves nobody to take it back.
      if (facts.isGivenUp) upload.stop();
      else this.#enlist(await found(upload));
    }
    this.#changed();
  }

  /**
   * @param {import("./folder.js").Song} song
   * @param {import("./wishes.js").Wishes} wishes
   * @param {import("./folder.js").LeftOut[]} leftOut
   */
  async #addOne({ file, path, handle, cover }, wishes, leftOut) {
    const { name, size, lastModified } = file;
    const same = this.list.find(
      ({ facts }) => facts.name === name && facts.size === size && facts.modified === lastModified,
    );
    if (same?.state === "missing") return same.takeUp(file);
    if (same && same.state !== "ready" && same.state !== "failed" && same.state !== "cancelled") {
      leftOut.push({ path, why: "on its way already" });
      return;
    }
    const facts = {
      id: newID(), viewer: viewer(), name, size, modified: lastModified, wishes: { ...wishes }, file, handle, picture: cover,
    };
    this.#enlist(new Upload(facts));
    await keep(facts);
    await keepFiles(facts);
  }

  /** @param {Upload} upload */
  #enlist(upload) {
    this.list.push(upload);
    upload.addEventListener("change", () => this.#changed());
  }

  #changed() {
    if (this.list.some(({ state }) => state === "gone")) this.list = this.list.filter(({ state }) => state !== "gone");
    const onTheWay = this.list.filter(({ isOnTheWay }) => isOnTheWay);
    if (!onTheWay.length) this.#together.clear();
    for (const upload of onTheWay) this.#together.add(upload);
    this.dispatchEvent(new Event("change"));
    announce("uploads", this);
    remember("uploads", this.list.length > 0);
    this.#work();
  }

  #work() {
    const moving = this.list.filter(({ isMoving }) => isMoving).length;
    const next = moving < FILES ? this.list.find(({ state }) => state === "waiting") : undefined;
    // Its start is a change, after which the next one is looked for.
    next?.run((sha256) => this.#sibling(next, sha256));
  }

  /**
   * An earlier upload of the same bytes that still counts.
   * @param {Upload} upload
   * @param {string} sha256
   */
  #sibling(upload, sha256) {
    const earlier = this.list.slice(0, this.list.indexOf(upload)).filter(({ state }) => state !== "failed" && state !== "known");
    const same = earlier.find(({ facts }) => facts.sha256 === sha256);
    return same && { title: same.facts.wishes.title || titleFrom(same.facts.name), url: same.track?.url };
  }
}

/**
 * The upload with its file, where the browser finds it again and may read it without asking.
 * @param {Upload} upload
 */
async function found(upload) {
  const { handle } = upload.facts;
  if (upload.state === "missing" && handle && (await handle.queryPermission({ mode: "read" })) === "granted") {
    await reopen(upload);
  }
  return upload;
}

/**
 * Opens the file by its handle; false where it isn't the file that it was.
 * @param {Upload} upload
 */
export async function reopen(upload) {
  const { handle, size, modified } = upload.facts;
  const file = await handle.getFile().catch(() => undefined);
  if (file?.size !== size || file.lastModified !== modified) return false;
  upload.takeUp(file);
  return true;
}

export const uploads = new Uploads();

/** `crypto.randomUUID` is missing on plain HTTP, as in a home network. */
function newID() {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;
}
