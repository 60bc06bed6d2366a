import { clock } from "../lib/time.js";

/** Pixels of the list's width at most, and between it and its pin. */
const WIDTH = 320;
const APART = 8;

const ID = "pin-list";

/** The comments that stand behind one pin: a list that hangs over the picture, and the pins that open it. */
export class PinList {
  element = document.createElement("ol");

  constructor() {
    this.element.id = ID;
    this.element.className = ID;
    this.element.setAttribute("popover", "auto");
    this.element.addEventListener("click", (event) => this.#clicked(event));
  }

  /** @param {MouseEvent} event */
  #clicked({ target }) {
    const list = /** @type {{ hidePopover: () => void }} */ (/** @type {unknown} */ (this.element));
    if (/** @type {Element} */ (target).closest("a")) list.hidePopover();
  }

  /**
   * A pin that opens the list of these comments.
   * @param {import("./pins.js").Remark[]} remarks two or more
   */
  opener(remarks) {
    const pin = document.createElement("button");
    pin.type = "button";
    pin.className = "pin";
    pin.tabIndex = -1;
    pin.setAttribute("popovertarget", ID);
    const [first, last] = [remarks[0], remarks[remarks.length - 1]];
    pin.setAttribute("aria-label", `${remarks.length} comments from ${clock(first.time)} to ${clock(last.time)}`);
    const face = first.comment.querySelector(".face")?.cloneNode(true);
    if (face) pin.append(face);
    pin.append(Object.assign(document.createElement("span"), { className: "many", textContent: String(remarks.length) }));
    pin.addEventListener("click", () => this.#fill(pin, remarks));
    return pin;
  }

  /**
   * Before the browser shows it.
   * @param {HTMLElement} pin
   * @param {import("./pins.js").Remark[]} remarks
   */
  #fill(pin, remarks) {
    if (this.element.matches(":popover-open")) return;
    this.element.replaceChildren(...remarks.map(line));
    const { left, bottom } = pin.getBoundingClientRect();
    const room = document.documentElement.clientWidth - APART;
    const width = Math.min(WIDTH, room - APART);
    this.element.style.left = `${Math.max(APART, Math.min(left, room - width)) + scrollX}px`;
    this.element.style.top = `${bottom + APART + scrollY}px`;
    this.element.style.width = `${width}px`;
  }
}

/**
 * Where a comment is read: on this page, or in another part of a long talk.
 * @param {HTMLElement} comment
 */
export function placeOf({ id, dataset }) {
  return dataset.href ?? `#${id}`;
}

/**
 * @param {import("./pins.js").Remark} remark
 * @param {number} index
 */
function line({ comment, time }, index) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = placeOf(comment);
  link.autofocus = index === 0;
  const when = Object.assign(document.createElement("b"), { className: "tn", textContent: clock(time) });
  const who = Object.assign(document.createElement("span"), { textContent: comment.dataset.by ?? "somebody" });
  const words = Object.assign(document.createElement("q"), { textContent: comment.querySelector(".said")?.textContent?.trim() ?? "" });
  link.append(when, who, words);
  item.append(link);
  return item;
}
