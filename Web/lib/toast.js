import { icon } from "./dom.js";

/**
 * Shows a sentence for a few seconds at the foot of the page; assistive technology reads it out.
 * @param {string} sentence
 * @param {{ isBad?: boolean }} [options]
 */
export function toast(sentence, options) {
  const isBad = options?.isBad ?? false;
  const place = document.getElementById("toasts");
  if (!place) return;
  const box = document.createElement("div");
  box.className = isBad ? "toast bad" : "toast";
  if (isBad) box.append(icon("alert"));
  box.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  place.append(box);
  setTimeout(() => box.remove(), isBad ? 9000 : 5000);
}
