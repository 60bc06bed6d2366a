import { toast } from "../lib/toast.js";

/** A line of text with a button that copies it; the button is there only where that works. */
class Copy extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => this.#copy());
  }

  async #copy() {
    const input = this.querySelector("input");
    try {
      await navigator.clipboard.writeText(input?.value ?? "");
      toast("Copied.");
    } catch {
      input?.select();
    }
  }
}

customElements.define("stemma-copy", Copy);
