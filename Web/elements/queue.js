import { hear, slot } from "../lib/dom.js";
import { clock } from "../lib/time.js";
import { Drag } from "./drag.js";

/** @typedef {import("../models/queue.js").Entry} Entry */
/** @typedef {import("./player.js").Player} Player */

/**
 * What can be done with a song beside playing it, in each list.
 * @type {Record<string, string[]>}
 */
const ACTIONS = { now: [], next: ["move", "remove"], heard: ["again"] };

/** The queue as a list: what plays, what comes next, and what was heard. Rows are moved by their grip. */
class QueueSheet extends HTMLElement {
  #template = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (slot(this, "row")));

  connectedCallback() {
    hear("queue", () => this.#isOpen && this.#show());
    this.addEventListener("toggle", () => this.#open());
    this.addEventListener("click", (event) => this.#press(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    new Drag(this.#list, (row, place) => this.#move(row, place));
    this.#open();
  }

  get #isOpen() {
    return this.matches(":popover-open");
  }

  get #player() {
    return /** @type {Player} */ (this.closest("stemma-player"));
  }

  get #list() {
    return slot(this, "next");
  }

  #open() {
    if (!this.#isOpen) return;
    this.#show();
    this.focus();
  }

  #show() {
    const { now, next, heard } = this.#player.program.queue;
    this.#fill("now", now ? [now] : []);
    this.#fill("next", next);
    this.#fill("heard", heard);
    slot(this, "nothing").hidden = next.length > 0;
    slot(this, "tools").hidden = next.length === 0;
    slot(this, "past").hidden = heard.length === 0;
  }

  /**
   * Rows that stay are the same elements, so that the focus stays too.
   * @param {"now" | "next" | "heard"} name
   * @param {Entry[]} entries
   */
  #fill(name, entries) {
    const list = slot(this, name);
    const rows = new Map([...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.id, row]));
    const wanted = entries.map((entry) => rows.get(String(entry.id)) ?? this.#row(name, entry));
    for (const row of list.children) if (!wanted.includes(row)) row.remove();
    for (const [index, row] of wanted.entries()) if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
  }

  /**
   * @param {"now" | "next" | "heard"} name
   * @param {Entry} entry
   */
  #row(name, { id, playable }) {
    const copy = /** @type {DocumentFragment} */ (document.importNode(this.#template.content, true));
    const row = /** @type {HTMLElement} */ (copy.firstElementChild);
    row.dataset.id = String(id);
    for (const text of /** @type {const} */ (["title", "artist"])) slot(row, text).textContent = playable[text];
    slot(row, "length").textContent = clock(playable.seconds);
    const names = { move: `Move ${playable.title}`, remove: `Remove ${playable.title}`, again: `Add ${playable.title} to the queue` };
    const kept = ACTIONS[name];
    for (const [action, label] of Object.entries(names)) {
      const button = /** @type {HTMLElement} */ (row.querySelector(`[data-do=${action}]`));
      if (kept.includes(action)) button.setAttribute("aria-label", label);
      else button.remove();
    }
    return row;
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
    const row = /** @type {HTMLElement | null} */ (button?.closest("li") ?? null);
    const entry = row && this.#entryOf(row);
    if (!row || !entry) return;
    if (button?.dataset.do === "jump") this.#play(entry);
    else if (button?.dataset.do === "remove") this.#remove(row, entry);
    else if (button?.dataset.do === "again") this.#again(entry);
  }

  /** @param {Entry} entry */
  #play(entry) {
    const { queue } = this.#player.program;
    if (entry.id === queue.now?.id) this.#player.toggle();
    else if (queue.next.includes(entry)) this.#player.playEntry(entry.id);
    else this.#player.playAgain(entry.playable);
  }

  /**
   * @param {HTMLElement} row
   * @param {Entry} entry
   */
  #remove(row, { id, playable }) {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    const goal = /** @type {HTMLElement} */ (neighbour?.querySelector("[data-do=remove]") ?? this);
    this.#player.program.arrange((queue) => queue.remove(id));
    goal.focus();
    this.#tell(`${playable.title} is out of the queue.`);
  }

  /** @param {Entry} entry */
  #again({ playable }) {
    this.#player.enqueue(playable, false);
    this.#tell(`${playable.title} is in the queue.`);
  }

  /**
   * The grip's own keys, and with Alt everywhere in the row.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest("li"));
    if (!step || !row || row.parentElement !== this.#list || !(event.altKey || target.matches(".grip"))) return;
    event.preventDefault();
    event.stopPropagation();
    this.#move(row, [...this.#list.children].indexOf(row) + step);
    target.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {HTMLElement} row
   * @param {number} place
   */
  #move(row, place) {
    const entry = this.#entryOf(row);
    if (!entry) return;
    const to = this.#player.program.arrange((queue) => queue.move(entry.id, place));
    this.#tell(`${entry.playable.title}, ${to + 1} of ${this.#list.children.length}`);
  }

  /**
   * @param {HTMLElement} row
   * @returns {Entry | undefined}
   */
  #entryOf(row) {
    const { now, next, heard } = this.#player.program.queue;
    return [now, ...next, ...heard].find((entry) => String(entry?.id) === row.dataset.id);
  }

  /** @param {string} sentence read out by assistive technology */
  #tell(sentence) {
    slot(this, "told").textContent = sentence;
  }
}

customElements.define("stemma-queue", QueueSheet);

export { QueueSheet };
