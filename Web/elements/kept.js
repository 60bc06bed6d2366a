import { slot } from "../lib/dom.js";
import { canKeep } from "../lib/offline.js";
import { clock } from "../lib/time.js";
import { keeping } from "../models/keeping.js";
// What plays the songs must be here before the connection goes.
import "./player.js";
import "./queue.js";
import "./sound.js";
import "./spectrum.js";
import "./waveform.js";

/** @typedef {import("../models/shelf.js").KeptSong} KeptSong */

/** The songs that are kept on this device, each to be played or let go of, and how much room they take. */
class Kept extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;
  #shown = "";

  connectedCallback() {
    slot(this, "unable").hidden = canKeep();
    if (!canKeep()) return;
    this.#connection = new AbortController();
    keeping.addEventListener("change", () => this.#show(), { signal: this.#connection.signal });
    keeping.restore().then(() => this.#show());
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  #show() {
    const { songs, bytes, limit } = keeping;
    slot(this, "none").hidden = songs.length > 0;
    const count = songs.length === 1 ? "1 song" : `${songs.length} songs`;
    slot(this, "room").textContent = songs.length ? `${count}, ${size(bytes)} of ${size(limit)}` : "";
    const shown = songs.map(({ version }) => version).join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    slot(this, "songs").replaceChildren(...songs.map((song) => this.#row(song)));
  }

  /** @param {KeptSong} song */
  #row(song) {
    const template = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (slot(this, "row")));
    const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const { version, track, title, artist, href, art, stream, waveform, key, lufs, peak, isLosslessOffered } = song;
    const milliseconds = String(Math.round(song.seconds * 1000));
    const button = /** @type {HTMLElement} */ (row.querySelector("[data-play]"));
    const told = { version, track, title, artist, href, art, stream, waveform, key, ms: milliseconds };
    Object.assign(button.dataset, told, definedOf({ lufs, peak }));
    // Songs that were kept earlier don't say.
    button.toggleAttribute("data-lossless", isLosslessOffered ?? false);
    button.setAttribute("aria-label", `Play ${title}`);
    const link = slot(row, "title");
    link.textContent = title;
    link.setAttribute("href", href);
    slot(row, "artist").textContent = `${artist}, ${size(song.bytes)}`;
    slot(row, "length").textContent = clock(song.seconds);
    const picture = /** @type {HTMLImageElement} */ (slot(row, "art"));
    if (art) picture.src = art;
    else picture.remove();
    const wave = slot(row, "wave");
    Object.assign(wave.dataset, { version, src: waveform, ms: milliseconds });
    wave.setAttribute("aria-label", `Waveform of ${title}`);
    const discard = slot(row, "discard");
    discard.setAttribute("aria-label", `Let go of ${title}`);
    discard.addEventListener("click", () => keeping.discard(version));
    return row;
  }
}

/**
 * @param {Record<string, number | undefined>} numbers
 * @returns {Record<string, string>}
 */
function definedOf(numbers) {
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]));
}

/** @param {number} bytes */
function size(bytes) {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)}\u00a0GB` : `${(bytes / 1e6).toFixed(1)}\u00a0MB`;
}

customElements.define("stemma-kept", Kept);
