import { hear } from "../lib/dom.js";
import { remembered } from "../lib/settings.js";
import { summaryInWords } from "../models/upload-words.js";

/** @typedef {typeof import("../models/uploads.js").uploads} Uploads */

/**
 * A quiet sign in the header that files are on their way, which leads to them; the page of uploads needs none. What
 * uploads is loaded only where something is to be uploaded.
 */
class OnTheWay extends HTMLElement {
  #link = document.createElement("a");
  #words = Object.assign(document.createElement("span"), { className: "wide" });
  #share = Object.assign(document.createElement("span"), { className: "narrow" });
  /** @type {AbortController | undefined} */ #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    this.#link.href = "/upload";
    this.#link.className = "on-the-way tn";
    this.#link.append(this.#words, this.#share);
    this.replaceChildren(this.#link);
    hear("uploads", (uploads) => this.#show(uploads), this.#connection.signal);
    if (remembered("uploads", false)) this.#takeUp();
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  async #takeUp() {
    const { uploads } = await import("../models/uploads.js");
    await uploads.restore();
    this.#show(uploads);
  }

  /** @param {Uploads} uploads */
  #show({ summary }) {
    this.hidden = summary.count === 0 || document.querySelector("stemma-upload") !== null;
    if (this.hidden) return;
    const share = Math.floor(100 * summary.share);
    this.#words.textContent = summaryInWords(summary);
    this.#share.textContent = `${share} %`;
    this.#link.setAttribute("aria-label", summaryInWords(summary));
    this.#link.style.setProperty("--done", `${share}%`);
  }
}

customElements.define("stemma-on-the-way", OnTheWay);

/** @param {BeforeUnloadEvent} event */
const ask = (event) => event.preventDefault();

// Going from page to page keeps everything running; only leaving for good stops it, and then the browser asks.
hear("uploads", (/** @type {Uploads} */ uploads) => {
  if (!uploads.list.some(({ isMoving }) => isMoving)) return removeEventListener("beforeunload", ask);
  addEventListener("beforeunload", ask);
  import("../hands.js");
});
