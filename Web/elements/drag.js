/** Pixels from the edge of what scrolls at which it begins to. */
const EDGE = 48;

/** Lets the rows of a list be dragged by their grip, with a mouse or a finger. */
export class Drag {
  /** @type {HTMLElement | undefined} */ #row;
  /** Where in the row it is held, in pixels from its top. */
  #hold = 0;
  #y = 0;
  #frame = 0;

  /**
   * @param {HTMLElement} list
   * @param {(row: HTMLElement, place: number) => void} dropped
   */
  constructor(list, dropped) {
    this.list = list;
    this.dropped = dropped;
    list.addEventListener("pointerdown", (event) => this.#lift(event));
    list.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) list.addEventListener(name, () => this.#drop());
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    const grip = /** @type {HTMLElement} */ (event.target).closest(".grip");
    const row = /** @type {HTMLElement | null} */ (grip?.closest("li") ?? null);
    if (!row || event.button !== 0) return;
    this.list.setPointerCapture(event.pointerId);
    this.#row = row;
    this.#y = event.clientY;
    this.#hold = event.clientY - row.getBoundingClientRect().top;
    row.classList.add("is-lifted");
    this.#scroll();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#row) return;
    this.#y = event.clientY;
    this.#settle();
  }

  /** Puts the row where it is held now: past every neighbour whose middle it has crossed. */
  #settle() {
    const row = /** @type {HTMLElement} */ (this.#row);
    const top = this.#y - this.#hold;
    const [before, after] = [row.previousElementSibling, row.nextElementSibling];
    if (before && top < middle(before)) before.before(row);
    else if (after && top + row.offsetHeight > middle(after)) after.after(row);
    row.style.translate = "";
    row.style.translate = `0 ${top - row.getBoundingClientRect().top}px`;
  }

  /** While the row is held at an edge, what lies beyond comes in. */
  #scroll() {
    const frame = /** @type {HTMLElement} */ (this.list.closest(".panel") ?? this.list);
    const tick = () => {
      const { top, bottom } = frame.getBoundingClientRect();
      const by = this.#y < top + EDGE ? -6 : this.#y > bottom - EDGE ? 6 : 0;
      if (by) frame.scrollBy(0, by);
      if (by) this.#settle();
      this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  #drop() {
    const row = this.#row;
    if (!row) return;
    cancelAnimationFrame(this.#frame);
    this.#row = undefined;
    row.classList.remove("is-lifted");
    row.style.translate = "";
    this.dropped(row, [...this.list.children].indexOf(row));
  }
}

/** @param {Element} row */
function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}
