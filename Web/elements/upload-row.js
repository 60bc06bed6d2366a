import { slot } from "../lib/dom.js";
import { loadElements } from "../lib/elements.js";
import { toast } from "../lib/toast.js";
import { audienceOf, detailsOf, newsOf, stateOf, troubleWith } from "../models/upload-words.js";
import { reopen, uploads } from "../models/uploads.js";
import { titleFrom } from "../models/wishes.js";
import { Picture } from "./upload-picture.js";

/** @typedef {import("../models/upload.js").Upload} Upload */

/** Where the focus goes from a button that disappears as it is pressed. */
const next = ["pause", "resume", "undo", "cancel", "retry", "remove", "settings"];

/** One file in the list. */
export class UploadRow {
  #version = "";
  #said = "";
  #picture;

  /**
   * @param {Upload} upload
   * @param {HTMLTemplateElement} template
   * @param {import("./upload.js").UploadManager} manager
   */
  constructor(upload, template, manager) {
    this.upload = upload;
    this.manager = manager;
    const copy = /** @type {DocumentFragment} */ (document.importNode(template.content, true));
    this.element = /** @type {HTMLElement} */ (copy.firstElementChild);
    this.#picture = new Picture(slot(this.element, "art"));
    loadElements(this.element);
    this.#said = newsOf(upload, this.name);
    this.#label();
    this.element.addEventListener("click", (event) => this.#clicked(event));
    this.show = () => this.#show();
    this.sorry = (/** @type {Event} */ event) => {
      toast(`The picture was not taken. ${/** @type {CustomEvent} */ (event).detail}`, { isBad: true });
    };
    upload.addEventListener("change", this.show);
    upload.addEventListener("undressed", this.sorry);
    this.#show();
  }

  /** What the song is called so far. */
  get name() {
    const { track, facts } = this.upload;
    return (facts.wishes.for_track ? track?.title : facts.wishes.title || track?.title) || titleFrom(facts.name);
  }

  /** Listens no more. */
  leave() {
    this.upload.removeEventListener("change", this.show);
    this.upload.removeEventListener("undressed", this.sorry);
    this.#picture.leave();
    this.element.remove();
  }

  /**
   * Says whether its sheet is open.
   * @param {boolean} isOpen
   * @param {string} [id] of the sheet
   */
  markOpen(isOpen, id) {
    this.element.classList.toggle("chosen", isOpen);
    const button = slot(this.element, "settings");
    button.setAttribute("aria-expanded", String(isOpen));
    if (id) button.setAttribute("aria-controls", id);
    else button.removeAttribute("aria-controls");
  }

  /** Puts the focus on the first thing that can be done. */
  focus() {
    const buttons = next.map((name) => slot(this.element, name));
    buttons.find((button) => button.offsetParent !== null)?.focus();
  }

  /** @param {MouseEvent} event */
  async #clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const action = /** @type {HTMLElement | null} */ (target.closest("[data-do]"))?.dataset.do;
    if (action && action !== "same-for-all") await this.#do(action);
    else if (!target.closest("a, button, input, form, summary") && !slot(this.element, "audience-line").hidden) {
      if (!this.element.classList.contains("chosen")) this.manager.toggleSheet(this.upload);
    }
  }

  /** @param {string} action */
  async #do(action) {
    const { upload, manager } = this;
    switch (action) {
      case "settings": return manager.toggleSheet(upload, { withFocus: true });
      case "choose": return manager.choose();
      case "pause": upload.pause(); break;
      case "cancel": uploads.cancel(upload); break;
      case "anyway": upload.insist(); break;
      case "resume":
      case "undo":
      case "retry": upload.resume(); break;
      case "reopen": await this.#reopen(); break;
      case "remove": {
        const neighbour = manager.neighbour(this);
        await uploads.remove(upload);
        if (neighbour) neighbour.focus();
        else slot(manager, "files-input").focus();
        return;
      }
    }
    this.focus();
  }

  /** Asks the browser's leave to read the file again. */
  async #reopen() {
    const { handle } = this.upload.facts;
    const leave = await handle.requestPermission({ mode: "read" }).catch(() => "denied");
    if (leave === "granted" && (await reopen(this.upload))) return;
    toast(leave === "granted" ? "The file was moved or changed. Choose it again." : "The file may not be read. Choose it again.", { isBad: true });
    this.upload.facts.handle = undefined;
    this.#show();
  }

  /** Every button says which file it is for. */
  #label() {
    for (const button of this.element.querySelectorAll(".do button[aria-label]")) {
      button.setAttribute("aria-label", `${button.getAttribute("aria-label")} ${this.name}`);
    }
    slot(this.element, "settings").setAttribute("aria-label", `Edit ${this.name}`);
  }

  #show() {
    const { element, upload, name } = this;
    for (const state of ["ready", "failed", "cancelled", "paused"]) element.classList.toggle(state, upload.state === state);
    slot(element, "name").textContent = name;
    slot(element, "state").textContent = stateOf(upload);
    slot(element, "detail").replaceChildren(...detailsOf(upload).map(span));
    /** @type {HTMLAnchorElement} */ (slot(element, "open")).href = upload.track?.url ?? "";
    slot(element, "audience").textContent = audienceOf(upload.facts.wishes);
    this.#picture.show(upload.facts.picture ?? upload.track?.artwork_thumb_url);
    this.#showTrouble();
    this.#showBytes();
    this.#showSong();
    for (const [name, isShown] of Object.entries(this.#offers())) slot(element, name).hidden = !isShown;
    const news = newsOf(upload, name);
    if (news && news !== this.#said) this.manager.tell(news);
    this.#said = news;
  }

  /** @returns {Record<string, boolean>} */
  #offers() {
    const { state, version, track, facts, canPause, canRun, trouble } = this.upload;
    const isFailed = state === "failed";
    const mayRetry = isFailed && canRun && (trouble?.mayRetry ?? false);
    const isOver = state === "ready" || (isFailed && !mayRetry);
    return {
      play: Boolean(version?.playable) && !isFailed,
      open: Boolean(track?.url) && state !== "cancelled",
      pause: canPause,
      resume: state === "paused",
      cancel: canPause || mayRetry || ["paused", "missing", "known"].includes(state),
      undo: state === "cancelled",
      remove: isOver,
      retry: mayRetry,
      choose: state === "missing" && !facts.handle,
      reopen: state === "missing" && Boolean(facts.handle),
      anyway: state === "known",
      twin: state === "known" && Boolean(this.upload.twin?.url),
      "audience-line": !["cancelled", "elsewhere", "known"].includes(state) && (!isFailed || mayRetry),
    };
  }

  #showTrouble() {
    const trouble = troubleWith(this.upload);
    slot(this.element, "trouble").hidden = !trouble;
    for (const name of /** @type {const} */ (["why", "advice"])) {
      const place = slot(this.element, name);
      // Said once, not at every change.
      if (place.textContent !== (trouble?.[name] ?? "")) place.textContent = trouble?.[name] ?? "";
    }
    /** @type {HTMLAnchorElement} */ (slot(this.element, "twin")).href = this.upload.twin?.url ?? "";
  }

  #showBytes() {
    const { state, done, facts } = this.upload;
    const tally = slot(this.element, "tally");
    tally.hidden = ["listening", "ready", "failed", "known", "elsewhere"].includes(state);
    const share = state === "checking" ? 100 : facts.size ? Math.round((100 * done) / facts.size) : 0;
    // The file being read here is not on its way yet.
    tally.style.setProperty("--done", state === "reading" ? "0%" : `${share}%`);
    tally.setAttribute("aria-valuenow", String(share));
    tally.setAttribute("aria-label", `${this.name}, ${stateOf(this.upload)}`);
  }

  /** The waveform and the play button, from when the server knows the song. */
  #showSong() {
    const { version, track, state } = this.upload;
    const wave = slot(this.element, "wave");
    wave.hidden = !version?.duration_ms || state === "failed";
    if (wave.hidden) return;
    if (this.#version !== version.id) {
      this.#version = version.id;
      wave.dataset.version = version.id;
      wave.dataset.ms = String(version.duration_ms);
      wave.setAttribute("aria-label", `Waveform of ${this.name}`);
    }
    // Before the first seconds can be heard there is nothing to be drawn either: the line that waits.
    if (version.waveform_url && wave.dataset.src !== version.waveform_url) wave.dataset.src = version.waveform_url;
    if (state === "listening") wave.dataset.growing = "";
    else if (wave.dataset.growing !== undefined) delete wave.dataset.growing;
    if (version.stream && track) this.#preparePlay(version, track);
  }

  /**
   * @param {any} version
   * @param {any} track
   */
  #preparePlay(version, track) {
    const button = slot(this.element, "play");
    button.setAttribute("aria-label", `Play ${track.title}`);
    Object.assign(button.dataset, {
      version: version.id,
      track: track.id,
      title: track.title,
      artist: track.artist?.name ?? "",
      href: track.url,
      art: track.artwork_thumb_url ?? "",
      stream: version.stream.url,
      waveform: version.waveform_url ?? "",
      ms: String(version.duration_ms),
    });
  }
}

/** @param {string} text */
function span(text) {
  return Object.assign(document.createElement("span"), { textContent: text });
}
