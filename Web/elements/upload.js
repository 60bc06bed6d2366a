import { slot } from "../lib/dom.js";
import { roughly } from "../lib/time.js";
import { toast } from "../lib/toast.js";
import { titleFrom } from "../models/upload.js";
import { uploads } from "../models/uploads.js";

/** @typedef {import("../models/upload.js").Upload} Upload */

/**
 * The upload manager: files chosen or dropped, each a row that says what happens with it and how long it will take.
 *
 * The uploads themselves live in `models/uploads.js` and go on while other pages are shown. `data-track` makes every
 * file a new version of that track.
 */
class UploadManager extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;
  /** @type {Map<Upload, Row>} */ #rows = new Map();

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    uploads.addEventListener("change", () => this.#show(), { signal });
    this.querySelector("input[type=file]")?.addEventListener("change", (event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      this.#take([...(input.files ?? [])]);
      input.value = "";
    }, { signal });
    this.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.#acceptDrops(signal);
    uploads.restore().then(() => this.#show());
  }

  disconnectedCallback() {
    this.#connection?.abort();
    for (const row of this.#rows.values()) row.leave();
    this.#rows.clear();
  }

  /** @param {AbortSignal} signal */
  #acceptDrops(signal) {
    const body = document.body;
    const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    document.addEventListener("dragover", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      body.classList.add("dropping");
    }, { signal });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) body.classList.remove("dropping");
    }, { signal });
    document.addEventListener("drop", (event) => {
      body.classList.remove("dropping");
      if (!carriesFiles(event)) return;
      event.preventDefault();
      this.#take([...(event.dataTransfer?.files ?? [])]);
    }, { signal });
    signal.addEventListener("abort", () => body.classList.remove("dropping"));
  }

  /** @param {File[]} files */
  #take(files) {
    const whole = files.filter(({ size }) => size > 0);
    if (whole.length < files.length) toast("An empty file holds no music; it was left out.", { isBad: true });
    if (whole.length) uploads.add(whole, { forTrack: this.dataset.track || undefined, wishes: {} });
  }

  #show() {
    const place = slot(this, "files");
    for (const [upload, row] of this.#rows) {
      if (uploads.list.includes(upload)) continue;
      row.leave();
      this.#rows.delete(upload);
    }
    for (const upload of uploads.list) {
      if (this.#rows.has(upload)) continue;
      const template = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (slot(this, "row")));
      const row = new Row(upload, template);
      this.#rows.set(upload, row);
      place.append(row.element);
    }
  }
}

/** One file in the list. */
class Row {
  #shown = "";

  /**
   * @param {Upload} upload
   * @param {HTMLTemplateElement} template
   */
  constructor(upload, template) {
    this.upload = upload;
    const copy = /** @type {DocumentFragment} */ (document.importNode(template.content, true));
    this.element = /** @type {HTMLElement} */ (copy.firstElementChild);
    this.#giveNames();
    this.#fillSheet();
    // Many sheets at once would hide how far the files are.
    /** @type {HTMLDetailsElement} */ (slot(this.element, "sheet")).open = uploads.list.length === 1;
    this.element.addEventListener("click", (event) => this.#clicked(event));
    this.element.addEventListener("submit", (event) => this.#save(event));
    this.show = () => this.#show();
    upload.addEventListener("change", this.show);
    this.#show();
  }

  /** Listens no more. */
  leave() {
    this.upload.removeEventListener("change", this.show);
    this.element.remove();
  }

  /** Labels and descriptions point to ids, which a template can't have twice. */
  #giveNames() {
    for (const part of this.element.querySelectorAll("[id], [for], [aria-describedby]")) {
      for (const name of ["id", "for", "aria-describedby"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, `${value}-${this.upload.facts.id}`);
      }
    }
    for (const radio of this.element.querySelectorAll("input[type=radio]")) radio.setAttribute("form", this.#form.id);
  }

  get #form() {
    const form = /** @type {HTMLFormElement} */ (this.element.querySelector("form"));
    form.id ||= `sheet-${this.upload.facts.id}`;
    return form;
  }

  #fillSheet() {
    const { wishes, name } = this.upload.facts;
    const values = { title: titleFrom(name), ...wishes };
    for (const [field, value] of Object.entries(values)) {
      const control = this.#form.elements.namedItem(field);
      if (control instanceof RadioNodeList) control.value = value;
      else if (control) /** @type {HTMLInputElement} */ (control).value = value;
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const action = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"))?.dataset.do;
    if (action === "remove") uploads.remove(this.upload);
    else if (action === "retry") uploads.retry(this.upload);
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    event.preventDefault();
    event.stopPropagation();
    /** @type {Record<string, string>} */ const wishes = {};
    for (const [name, value] of new FormData(this.#form)) if (typeof value === "string") wishes[name] = value;
    try {
      await this.upload.wish(wishes);
      toast(this.upload.facts.track ? "Saved." : "Noted; it holds as soon as the file is here.");
    } catch (error) {
      toast(error instanceof Error ? error.message : "That could not be saved. Try again.", { isBad: true });
    }
  }

  #show() {
    const { element, upload } = this;
    element.classList.toggle("ready", upload.state === "ready");
    element.classList.toggle("failed", upload.state === "failed");
    slot(element, "name").textContent = upload.track?.title ?? upload.facts.wishes.title ?? upload.facts.name;
    slot(element, "state").textContent = stateOf(upload);
    slot(element, "detail").replaceChildren(...detailsOf(upload).map(span));
    /** @type {HTMLAnchorElement} */ (slot(element, "open")).href = upload.track?.url ?? "";
    this.#showTrouble();
    this.#showBytes();
    this.#showSong();
    for (const [name, isShown] of Object.entries(this.#offers())) slot(element, name).hidden = !isShown;
  }

  #offers() {
    const { state, version, track, facts, canRun, mayRetry } = this.upload;
    const isFailed = state === "failed";
    return {
      play: Boolean(version?.playable) && !isFailed,
      open: Boolean(track?.url),
      retry: isFailed && canRun && mayRetry && !version,
      remove: !["checking", "listening"].includes(state),
      sheet: !facts.forTrack && (!isFailed || mayRetry),
    };
  }

  #showTrouble() {
    const why = slot(this.element, "why");
    why.hidden = this.upload.state !== "failed" && this.upload.state !== "missing";
    if (this.upload.state === "missing") {
      why.textContent = "What has arrived is kept. Choose this file again, and it goes on from there.";
    } else if (this.upload.state === "failed") {
      why.textContent = this.upload.trouble || "This file could not be made into a song.";
    }
  }

  #showBytes() {
    const { state, done, facts } = this.upload;
    const tally = slot(this.element, "tally");
    tally.hidden = ["listening", "ready", "failed"].includes(state);
    const share = facts.size ? Math.round((100 * done) / facts.size) : 0;
    tally.style.setProperty("--done", state === "reading" ? "0%" : `${state === "checking" ? 100 : share}%`);
    tally.setAttribute("aria-valuenow", String(share));
    tally.setAttribute("aria-label", `${facts.name}, ${stateOf(this.upload)}`);
  }

  /** The waveform and the play button, from when the server knows the song. */
  #showSong() {
    const { version, track, state } = this.upload;
    const wave = slot(this.element, "wave");
    wave.hidden = !version?.duration_ms || state === "failed";
    if (wave.hidden) return;
    if (this.#shown !== version.id) {
      this.#shown = version.id;
      wave.dataset.version = version.id;
      wave.dataset.ms = String(version.duration_ms);
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
    Object.assign(slot(this.element, "play").dataset, {
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

/** @param {Upload} upload */
function stateOf({ state, done, facts, version, isCutOff }) {
  if (isCutOff) return "Waiting for the connection";
  const share = facts.size ? Math.floor((100 * done) / facts.size) : 0;
  switch (state) {
    case "waiting": return "Waiting for its turn";
    case "reading": return `Reading, ${share} %`;
    case "sending": return `Uploading, ${share} %`;
    case "checking": return "Checking that it arrived whole";
    case "listening": return version?.progress > 0 ? `Preparing, ${Math.floor(version.progress * 100)} %` : "Preparing";
    case "ready": return "Ready";
    case "failed": return "Stopped";
    case "missing": return "Interrupted";
  }
}

/** @param {Upload} upload */
function detailsOf({ state, done, facts, rate, version, isCutOff }) {
  const size = bytes(facts.size);
  if (isCutOff) return ["Nothing is lost; it goes on by itself."];
  if (state === "sending" && rate.perSecond > 0) {
    const left = roughly((facts.size - done) / rate.perSecond);
    return [`${bytes(done)} of ${size}`, `${bytes(rate.perSecond)} a second`, `${left} left`];
  }
  if (state === "listening") return [version?.playable ? "You can play it already" : "You can play its beginning in a moment"];
  if (state === "ready" && version?.loudness_lufs !== undefined && version.loudness_lufs !== null) {
    return [`${version.loudness_lufs.toFixed(1).replace("-", "−")} LUFS`];
  }
  return state === "ready" ? [] : [size];
}

/** @param {number} count */
function bytes(count) {
  if (count < 1_000_000) return `${Math.max(1, Math.round(count / 1000))} kB`;
  const megabytes = count / 1_000_000;
  return megabytes < 1000 ? `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB` : `${(megabytes / 1000).toFixed(2)} GB`;
}

customElements.define("stemma-upload", UploadManager);
