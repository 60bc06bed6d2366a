import { Refused, call } from "../lib/api.js";
import { announce, hear } from "../lib/dom.js";
import { localiseMoments } from "../lib/moments.js";
import { listen } from "../lib/socket.js";
import { clock, parseClock } from "../lib/time.js";
import { toast } from "../lib/toast.js";

/**
 * A track's comments: the form follows the playhead, what is written appears at once, and what others write arrives
 * by itself.
 *
 * The list is the server's own markup, asked for again from `data-fragment` when something changed; forms carry the
 * call they stand for in `data-call`.
 */
class Comments extends HTMLElement {
  /** @type {AbortController | undefined} */ #connection;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #version = "";

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#version = this.dataset.version ?? "";
    const leave = listen(`track:${this.dataset.track}`, ({ event }) => {
      if (event.startsWith("comment.")) this.#refreshSoon();
    });
    signal.addEventListener("abort", leave);
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    hear("position", (state) => this.#follow(state), signal);
    hear("write", () => this.#writer?.querySelector("textarea")?.focus(), signal);
    announce("comments");
  }

  disconnectedCallback() {
    this.#connection?.abort();
    clearTimeout(this.#timer);
  }

  get #writer() {
    return /** @type {HTMLFormElement | null} */ (this.querySelector("form.write[data-main]"));
  }

  /**
   * The moment in the form goes along until somebody begins to write.
   * @param {{ version?: string, time: number }} state
   */
  #follow({ version, time }) {
    const form = this.#writer;
    const text = form?.querySelector("textarea");
    if (!form || version !== this.#version || document.activeElement === text || text?.value) return;
    const moment = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("at"));
    if (moment && document.activeElement !== moment) moment.value = clock(time);
  }

  /**
   * Ctrl+Enter sends.
   * @param {KeyboardEvent} event
   */
  #pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    /** @type {HTMLElement} */ (event.target).closest("form")?.requestSubmit();
  }

  /** @param {SubmitEvent} event */
  async #submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const [method, path] = (form.dataset.call ?? "").split(" ");
    if (!path) return;
    form.dataset.comment = form.closest("[data-stamp]")?.id ?? "";
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try {
      const made = await call(method, path, method === "DELETE" ? undefined : bodyOf(form));
      this.#clear(form);
      await this.#refresh();
      if (method === "POST" && !document.getElementById(`c-${made?.comment?.id}`)) toast(`It stands at ${clock(made.comment.at_ms / 1000)}.`);
      this.#keepFocus(form.dataset.comment ?? "");
    } catch (error) {
      this.#complain(form, error);
    } finally {
      form.ariaBusy = null;
    }
  }

  /**
   * The form that had the focus may be gone: then its comment gets it, else the list's first link.
   * @param {string} id
   */
  #keepFocus(id) {
    if (document.activeElement && document.activeElement !== document.body) return;
    const place = document.getElementById(id) ?? this;
    /** @type {HTMLElement | null} */ (place.querySelector("a, summary, textarea"))?.focus({ preventScroll: true });
  }

  /** @param {HTMLFormElement} form */
  #clear(form) {
    form.querySelector(".fault")?.remove();
    const text = form.querySelector("textarea");
    if (text) text.value = "";
    form.closest("details")?.removeAttribute("open");
  }

  /**
   * @param {HTMLFormElement} form
   * @param {unknown} error
   */
  #complain(form, error) {
    const sentence = error instanceof Refused ? error.message : "That didn’t work; what you wrote is still here. Try again.";
    if (!form.querySelector("textarea")) return toast(sentence, { isBad: true });
    const place = form.querySelector(".fault") ?? Object.assign(document.createElement("p"), { className: "fault" });
    place.setAttribute("role", "alert");
    place.textContent = sentence;
    form.append(place);
  }

  /** Waits a little, so that many listeners don't ask at the same moment. */
  #refreshSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh().catch(() => undefined), 80 + Math.random() * 400);
  }

  async #refresh() {
    const response = await fetch(this.dataset.fragment ?? "", { headers: { Accept: "text/html" } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const [old, fresh] = [this.querySelector("ol.thread"), page.querySelector("ol.thread")];
    if (!old || !fresh) return;
    reconcile(old, fresh);
    this.querySelector(".nothing-yet")?.toggleAttribute("hidden", old.children.length > 0);
    const count = document.querySelector("[data-count=comments]");
    if (count) count.textContent = Number(fresh.getAttribute("data-total")).toLocaleString("en").replace(/^0$/, "");
    localiseMoments();
    announce("comments");
  }
}

/**
 * Brings the list into the state of `fresh` and leaves alone what hasn't changed, and what somebody writes in.
 * @param {Element} list
 * @param {Element} fresh
 */
function reconcile(list, fresh) {
  const known = new Map([...list.children].map((child) => [child.id, child]));
  const wanted = [...fresh.children].map((child) => {
    const old = known.get(child.id);
    if (old && (stampsOf(old) === stampsOf(child) || isBusy(old))) return old;
    const arrived = document.adoptNode(child);
    if (!old) arrived.classList.add("is-new");
    return arrived;
  });
  list.replaceChildren(...wanted);
}

/** @param {Element} comment */
function stampsOf(comment) {
  const inner = [...comment.querySelectorAll("[data-stamp]")];
  return [comment, ...inner].map((part) => `${part.id} ${part.getAttribute("data-stamp")}`).join();
}

/** @param {Element} comment */
function isBusy(comment) {
  return [...comment.querySelectorAll("textarea")].some((text) => text === document.activeElement || text.value !== text.defaultValue);
}

/**
 * The form as the API wants it: the moment in milliseconds, the rest by its names.
 * @param {HTMLFormElement} form
 */
function bodyOf(form) {
  /** @type {Record<string, unknown>} */ const body = {};
  for (const [name, value] of new FormData(form)) {
    if (name === "csrf_token" || name === "back" || name === "is_part" || typeof value !== "string") continue;
    if (name === "at") body.at_ms = Math.round((parseClock(value.trim()) ?? 0) * 1000);
    else if (name === "at_ms") body.at_ms = Number(value);
    else if (value !== "") body[name] = value;
  }
  return body;
}

customElements.define("stemma-comments", Comments);
