import { uploads } from "../models/uploads.js";
import { summaryInWords } from "../models/upload-words.js";

/** A quiet sign in the header that files are on their way, which leads to them; the page of uploads needs none. */
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
    uploads.addEventListener("change", () => this.#show(), { signal: this.#connection.signal });
    uploads.restore();
    this.#show();
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  #show() {
    const { summary } = uploads;
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
uploads.addEventListener("change", () => {
  if (uploads.list.some(({ isMoving }) => isMoving)) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
});
