import { viewer } from "./dom.js";
import { dropped } from "./files.js";
import { go } from "./navigate.js";
import { toast } from "./toast.js";

/** Files dropped on any page are uploaded; while they are dragged over it, the page says so. */
export function handleDrops() {
  const veil = makeVeil();
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (veil.hidden) invite(veil);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    veil.hidden = true;
    if (!carriesFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    take(event.dataTransfer);
  });
}

/** @param {DragEvent} event */
function carriesFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** For eyes and mice only: who uses neither has the field on the page of uploads. */
function makeVeil() {
  const veil = Object.assign(document.createElement("div"), { className: "veil", hidden: true });
  veil.setAttribute("aria-hidden", "true");
  veil.append(document.createElement("p"), document.createElement("p"));
  document.body.append(veil);
  return veil;
}

/** @param {HTMLElement} veil */
function invite(veil) {
  const [what, how] = /** @type {HTMLCollectionOf<HTMLElement>} */ (veil.children);
  if (!viewer()) {
    what.textContent = "Sign in to upload";
    how.textContent = "Then drop it again.";
  } else if (manager()?.dataset.track) {
    what.textContent = "Drop the new version";
    how.textContent = "";
  } else {
    what.textContent = "Drop to upload";
    how.textContent = "Songs, several at once, or a whole folder. Nobody hears them until you say so.";
  }
  veil.hidden = false;
}

/** @returns {HTMLElement | null} */
function manager() {
  return document.querySelector("stemma-upload");
}

/** @param {DataTransfer} transfer */
async function take(transfer) {
  const found = dropped(transfer);
  if (!viewer()) {
    toast("Sign in first; then drop it again.");
    return go("/sign-in?next=/upload");
  }
  const forTrack = manager()?.dataset.track;
  const { uploads } = await import("../models/uploads.js");
  await uploads.add(await found, { forTrack });
  if (!manager()) await go("/upload");
}
