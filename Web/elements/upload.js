import { slot } from "../lib/dom.js";
import { call } from "../lib/api.js";
import { chosenIn } from "../lib/files.js";
import { bytes } from "../models/upload-words.js";
import { uploads } from "../models/uploads.js";
import { UploadRow } from "./upload-row.js";
import { UploadSheet } from "./upload-sheet.js";

/** @typedef {import("../models/upload.js").Upload} Upload */

/** From this width on the sheet of the chosen file stands beside the list. */
const wide = matchMedia("(width >= 1000px)");

/**
 * The upload manager: files chosen or dropped, each a row that says what happens with it and how long it will take,
 * and the sheet of the chosen one.
 *
 * The uploads themselves live in `models/uploads.js` and go on while other pages are shown. `data-track` makes every
 * file a new version of that track.
 */
class UploadManager extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;
  /** @type {Map<Upload, UploadRow>} */ #rows = new Map();
  /** @type {UploadSheet | undefined} */ #sheet;
  #ready = 0;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    for (const name of ["files-input", "folder-input"]) {
      const input = /** @type {HTMLInputElement | null} */ (this.querySelector(`[data-slot=${name}]`));
      input?.addEventListener("change", () => this.#take(chosenIn(input)), { signal });
    }
    slot(this, "left-out").addEventListener("click", (event) => {
      if (/** @type {Element} */ (event.target).closest("[data-do=forget-left-out]")) uploads.forgetLeftOut();
    }, { signal });
    for (const name of ["pointerover", "focusin"]) this.addEventListener(name, prepare, { signal });
    wide.addEventListener("change", () => this.#place(), { signal });
    uploads.addEventListener("change", () => this.#show(), { signal });
    uploads.addEventListener("room", () => this.#showRoom(), { signal });
    uploads.restore().then(() => !signal.aborted && this.#show());
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#close();
    for (const row of this.#rows.values()) row.leave();
    this.#rows.clear();
  }

  /** Opens the field for files. */
  choose() {
    slot(this, "files-input").click();
  }

  /**
   * Opens the sheet of one file, or closes it.
   * @param {Upload} upload
   * @param {{ withFocus?: boolean }} [options]
   */
  toggleSheet(upload, options) {
    const wasOpen = this.#sheet?.upload === upload;
    this.#close();
    if (wasOpen) return;
    const row = this.#rows.get(upload);
    if (!row) return;
    this.#sheet = new UploadSheet(upload, this.#template("sheet"));
    row.markOpen(true, this.#sheet.form.id);
    this.#place();
    if (options?.withFocus) this.#sheet.focus();
  }

  /**
   * Tells ears.
   * @param {string} sentence
   */
  tell(sentence) {
    slot(this, "news").textContent = sentence;
  }

  /**
   * The row after this one, else the one before.
   * @param {UploadRow} row
   */
  neighbour(row) {
    const rows = [...this.#rows.values()];
    const at = rows.indexOf(row);
    return rows[at + 1] ?? rows[at - 1];
  }

  #close() {
    if (!this.#sheet) return;
    this.#rows.get(this.#sheet.upload)?.markOpen(false);
    this.#sheet.leave();
    this.#sheet = undefined;
  }

  /** Beside the list where there is room, else in the row. */
  #place() {
    if (!this.#sheet) return;
    const row = this.#rows.get(this.#sheet.upload);
    (wide.matches ? slot(this, "beside") : row?.element)?.append(this.#sheet.form);
  }

  /** @param {import("../models/folder.js").Found[]} found */
  async #take(found) {
    if (found.length) await uploads.add(found, { forTrack: this.dataset.track });
  }

  #show() {
    this.#showRows();
    this.#showLeftOut();
    this.#showTitle();
    const ready = uploads.list.filter(({ state }) => state === "ready").length;
    if (ready !== this.#ready) this.#showRoom();
    this.#ready = ready;
  }

  #showRows() {
    for (const [upload, row] of this.#rows) {
      if (uploads.list.includes(upload)) continue;
      if (this.#sheet?.upload === upload) this.#close();
      row.leave();
      this.#rows.delete(upload);
    }
    const wasEmpty = this.#rows.size === 0;
    for (const upload of uploads.list) {
      if (this.#rows.has(upload)) continue;
      const row = new UploadRow(upload, this.#template("row"), this);
      this.#rows.set(upload, row);
      slot(this, "files").append(row.element);
    }
    // Many sheets would hide how far the files are; beside them, one doesn't.
    const [first] = this.#rows.keys();
    if (wasEmpty && first && (wide.matches || this.#rows.size === 1)) this.toggleSheet(first);
  }

  #showLeftOut() {
    slot(this, "left-out").hidden = uploads.leftOut.length === 0;
    slot(this, "left-out-names").replaceChildren(
      ...uploads.leftOut.map(({ path, why }) => Object.assign(document.createElement("li"), { textContent: `${path}: ${why}.` })),
    );
  }

  #showTitle() {
    const title = document.getElementById("upload-title");
    const { count } = uploads.summary;
    if (!title || this.dataset.track) return;
    const words = count === 0 ? "Upload" : count === 1 ? "One on its way" : `${numbers[count] ?? count} on their way`;
    if (title.textContent !== words) title.textContent = words;
  }

  async #showRoom() {
    const { storage } = await call("GET", "/api/v1/me/storage").catch(() => ({}));
    if (storage) slot(this, "room").textContent = `${bytes(storage.used_bytes)} of ${bytes(storage.quota_bytes)} used.`;
  }

  /** @param {string} name */
  #template(name) {
    return /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (slot(this, name)));
  }
}

const numbers = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

/** Fetches what sends a file when one is about to be chosen; then it is here even if the connection goes. */
function prepare() {
  for (const module of [import("../models/upload-work.js"), import("../models/folder.js")]) module.catch(() => undefined);
}

customElements.define("stemma-upload", UploadManager);

export { UploadManager };
