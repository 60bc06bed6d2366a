import { localTime, universalTime } from "../lib/time.js";

/** A field for a day and a time: the form speaks UTC, whoever fills it in sees and types their own time. */
class LocalTime extends HTMLElement {
  connectedCallback() {
    const shown = this.querySelector("input");
    if (!shown || !shown.name) return;
    const sent = Object.assign(document.createElement("input"), { type: "hidden", name: shown.name, value: shown.value });
    shown.removeAttribute("name");
    shown.value = localTime(shown.value);
    shown.addEventListener("input", () => (sent.value = universalTime(shown.value)));
    this.append(sent);
    const hint = this.querySelector(".hint");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.replace(/_/g, " ");
    if (hint?.textContent && zone !== "UTC") hint.textContent = hint.textContent.replace("UTC", `that of ${zone}`);
  }
}

customElements.define("stemma-local-time", LocalTime);
