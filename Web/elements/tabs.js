/** Sections one above the other that become tabs once scripts are there. */
class Tabs extends HTMLElement {
  connectedCallback() {
    if (this.dataset.isReady !== undefined) return;
    this.dataset.isReady = "";
    const list = this.querySelector(".tabs");
    list?.setAttribute("role", "tablist");
    for (const tab of this.#tabs) this.#prepare(tab);
    list?.addEventListener("click", (event) => this.#clicked(event));
    list?.addEventListener("keydown", (event) => this.#moved(/** @type {KeyboardEvent} */ (event)));
    const wanted = this.#tabs.find((tab) => tab.hash === location.hash || this.#panel(tab)?.querySelector(":target"));
    this.#show(wanted ?? this.#tabs[0]);
    addEventListener("hashchange", () => this.#followTarget());
  }

  /** @returns {HTMLAnchorElement[]} */
  get #tabs() {
    return [...this.querySelectorAll(".tabs a")].map((tab) => /** @type {HTMLAnchorElement} */ (tab));
  }

  /** @param {HTMLAnchorElement} tab */
  #panel(tab) {
    return document.getElementById(tab.hash.slice(1));
  }

  /** @param {HTMLAnchorElement} tab */
  #prepare(tab) {
    const panel = this.#panel(tab);
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel?.id ?? "");
    tab.id = `tab-${panel?.id}`;
    panel?.setAttribute("role", "tabpanel");
    panel?.setAttribute("aria-labelledby", tab.id);
    panel?.querySelector("h2")?.classList.add("vh");
  }

  /** @param {HTMLAnchorElement} [chosen] */
  #show(chosen) {
    for (const tab of this.#tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      const panel = this.#panel(tab);
      if (panel) panel.hidden = !isChosen;
    }
    if (chosen && chosen !== this.#tabs[0]) this.#bringForth(chosen);
  }

  /**
   * Where there is no room for all, the row is moved until one stands in the middle.
   * @param {HTMLAnchorElement} tab
   */
  #bringForth(tab) {
    const list = /** @type {HTMLElement} */ (tab.parentElement);
    const [row, box] = [list.getBoundingClientRect(), tab.getBoundingClientRect()];
    list.scrollLeft += (box.left + box.right - row.left - row.right) / 2;
  }

  /** @param {Event} event */
  #clicked(event) {
    const tab = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a"));
    if (!tab) return;
    event.preventDefault();
    history.replaceState(history.state, "", tab.hash);
    this.#show(tab);
  }

  /** @param {KeyboardEvent} event */
  #moved(event) {
    const tabs = this.#tabs;
    const now = tabs.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    tab.focus();
    this.#show(tab);
  }

  /** A link to something inside a hidden panel shows the panel. */
  #followTarget() {
    const target = document.getElementById(location.hash.slice(1));
    const tab = this.#tabs.find((candidate) => target && this.#panel(candidate)?.contains(target));
    if (!tab || !this.isConnected) return;
    this.#show(tab);
    target?.scrollIntoView({ block: "center" });
  }
}

customElements.define("stemma-tabs", Tabs);
