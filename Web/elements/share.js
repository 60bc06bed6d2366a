import { announce, hear, slot } from "../lib/dom.js";
import { clock } from "../lib/time.js";
import { embedAddress, embedCode, embedHeight } from "../models/embed-code.js";

/** What one gives away of a song: its link, at a moment where wanted, and the player in a look of one's own. */
class Share extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;
  #moment = 0;
  /** The link and the frame as the server wrote them. */
  #plain = { link: "", embed: "", title: "" };

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const link = this.#line("link");
    const frame = new DOMParser().parseFromString(this.#line("embed")?.value ?? "", "text/html").querySelector("iframe");
    this.#plain = { link: link?.value ?? "", embed: frame?.getAttribute("src") ?? "", title: frame?.title ?? "" };
    this.addEventListener("input", () => this.#show(), { signal });
    this.addEventListener("submit", (event) => event.preventDefault(), { signal });
    hear("position", (state) => this.#follow(state), signal);
    this.closest("details")?.addEventListener("toggle", () => announce("ask-position"), { signal });
    // It came when that was opened for the first time.
    announce("ask-position");
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /**
   * The moment goes along with the song until it is in the link.
   * @param {{ version?: string, time: number }} state
   */
  #follow({ version, time }) {
    if (version !== this.dataset.version || this.#field("at")?.checked) return;
    this.#moment = Math.floor(time);
    slot(this, "moment").textContent = clock(this.#moment);
  }

  #show() {
    const link = this.#line("link");
    if (link) link.value = this.#plain.link + (this.#field("at")?.checked ? `#t=${clock(this.#moment)}` : "");
    const code = this.#line("embed");
    if (!code) return;
    const look = this.#look;
    code.value = embedCode(this.#plain.embed, this.#plain.title, look);
    const frame = /** @type {HTMLIFrameElement | null} */ (this.querySelector("iframe"));
    const address = embedAddress(new URL(frame?.getAttribute("src") ?? "", location.href).href, look);
    if (!frame || (frame.src === address && frame.height === String(embedHeight(look)))) return;
    frame.height = String(embedHeight(look));
    frame.src = address;
  }

  /** @returns {import("../models/embed-code.js").EmbedLook} */
  get #look() {
    const choices = new FormData(/** @type {HTMLFormElement} */ (this.querySelector("form")));
    const accent = choices.get("own") ? String(choices.get("accent")) : "";
    return { isCompact: choices.get("size") === "compact", theme: String(choices.get("theme")), accent };
  }

  /** @param {string} name @returns {HTMLInputElement | null} */
  #line(name) {
    return this.querySelector(`[data-slot="${name}"]`);
  }

  /** @param {string} name @returns {HTMLInputElement | null} */
  #field(name) {
    return this.querySelector(`[name="${name}"]`);
  }
}

customElements.define("stemma-share", Share);
