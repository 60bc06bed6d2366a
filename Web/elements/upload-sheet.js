import { slot } from "../lib/dom.js";
import { uploads } from "../models/uploads.js";
import { plan, titleFrom } from "../models/wishes.js";
import { Picture } from "./upload-picture.js";

/** @typedef {import("../models/upload.js").Upload} Upload */

/** Nobody types slower than this between two letters of a word, in milliseconds. */
const PAUSE = 600;

/** What one file is to be; kept as it is typed, and given to the song as soon as there is one. */
export class UploadSheet {
  #picture;
  /** @type {import("../models/wishes.js").Wishes} typed and not kept yet */ #typed = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {Upload} upload
   * @param {HTMLTemplateElement} template
   */
  constructor(upload, template) {
    this.upload = upload;
    const copy = /** @type {DocumentFragment} */ (document.importNode(template.content, true));
    this.form = /** @type {HTMLFormElement} */ (copy.firstElementChild);
    this.form.id = `sheet-${upload.facts.id}`;
    this.#picture = new Picture(this.form.querySelector("[data-slot=picture]") ?? document.createElement("span"));
    this.#fill();
    this.form.addEventListener("input", (event) => this.#typing(event));
    this.form.addEventListener("change", (event) => this.#chosen(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.#keep();
    });
    this.form.addEventListener("click", (event) => {
      if (/** @type {Element} */ (event.target).closest("[data-do=same-for-all]")) this.#spread();
    });
    this.show = () => this.#show();
    upload.addEventListener("change", this.show);
    uploads.addEventListener("change", this.show);
    this.#show();
  }

  /** Puts the focus in the first field. */
  focus() {
    this.#fields.find((field) => !field.disabled && field.offsetParent !== null)?.focus();
  }

  /** What was typed last is kept as well. */
  leave() {
    this.#keep();
    this.upload.removeEventListener("change", this.show);
    uploads.removeEventListener("change", this.show);
    this.#picture.leave();
    this.form.remove();
  }

  get #fields() {
    const fields = /** @type {HTMLInputElement[]} */ ([...this.form.elements]);
    return fields.filter(({ name }) => name);
  }

  #fill() {
    const { wishes, name } = this.upload.facts;
    const values = { title: titleFrom(name), ...wishes };
    for (const [field, value] of Object.entries(values)) {
      const control = this.form.elements.namedItem(field);
      if (control instanceof RadioNodeList) control.value = value;
      else if (control) /** @type {HTMLInputElement} */ (control).value = value;
    }
  }

  /** @param {Event} event */
  #typing(event) {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    if (!name) return;
    this.#typed[name] = value;
    this.#show();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), PAUSE);
  }

  /** @param {Event} event */
  #chosen(event) {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (target.dataset.slot === "picture-input") this.#wear(target);
    else this.#keep();
  }

  /** @param {HTMLInputElement} input */
  async #wear(input) {
    const [picture] = input.files ?? [];
    input.value = "";
    if (picture) await this.#saying(() => this.upload.wear(picture));
  }

  async #keep() {
    clearTimeout(this.#timer);
    const typed = this.#typed;
    this.#typed = {};
    if (Object.keys(typed).length) await this.#saying(() => this.upload.wish(typed));
  }

  async #spread() {
    await this.#keep();
    await this.#saying(() => uploads.spread(this.upload));
    this.#say("All files have them now.");
  }

  /** @param {() => Promise<void>} work */
  async #saying(work) {
    try {
      await work();
      this.#say("Kept.");
    } catch (error) {
      const why = error instanceof Error ? error.message : "That could not be kept.";
      this.#say(`${why} What you typed is still here.`, true);
    }
  }

  /** @param {string} sentence @param {boolean} [isBad] */
  #say(sentence, isBad = false) {
    const place = slot(this.form, "saved");
    place.textContent = sentence;
    place.classList.toggle("fault", isBad);
    if (isBad) place.setAttribute("role", "alert");
    else place.removeAttribute("role");
  }

  #show() {
    const { upload, form } = this;
    const wishes = { ...upload.facts.wishes, ...this.#typed };
    const isMade = upload.facts.version !== undefined;
    slot(form, "sheet-name").textContent = wishes.title || upload.track?.title || titleFrom(upload.facts.name);
    for (const name of ["for_track", "artist_id"]) {
      const choice = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem(name));
      if (choice) choice.disabled = isMade;
    }
    const song = /** @type {HTMLElement | null} */ (form.querySelector("[data-slot=song-fields]"));
    if (!song) return;
    song.hidden = Boolean(wishes.for_track);
    this.#showTitle(wishes.title);
    this.#picture.show(upload.facts.picture ?? upload.track?.artwork_thumb_url);
    this.#showPlan(wishes);
    const all = /** @type {HTMLElement | null} */ (form.querySelector("[data-do=same-for-all]"));
    if (all) all.hidden = song.hidden || uploads.list.length < 2;
  }

  /**
   * The file itself may have told its title.
   * @param {string | undefined} wished
   */
  #showTitle(wished) {
    const field = /** @type {HTMLInputElement} */ (this.form.elements.namedItem("title"));
    const told = this.upload.track?.title;
    if (wished === undefined && told && field !== document.activeElement) field.value = told;
  }

  /** @param {import("../models/wishes.js").Wishes} wishes */
  #showPlan(wishes) {
    const place = slot(this.form, "plan");
    const words = plan(wishes, new Date());
    place.hidden = !words;
    if (!words) return;
    const when = Object.assign(document.createElement("em"), { textContent: words.when });
    place.replaceChildren(words.before, when, words.after);
  }
}
