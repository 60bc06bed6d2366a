/**
 * The element in `root` whose `data-slot` is `name`; its absence is a mistake in the page.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} name
 * @returns {T}
 */
export function slot(root, name) {
  const found = root.querySelector(`[data-slot="${name}"]`);
  if (!found) throw new Error(`the page has no slot ${name}`);
  return /** @type {T} */ (found);
}

/**
 * Tells whoever listens on the document.
 * @param {string} name
 * @param {unknown} [detail]
 */
export function announce(name, detail) {
  document.dispatchEvent(new CustomEvent(`stemma:${name}`, { detail }));
}

/**
 * Listens on the document until `signal` ends it.
 * @param {string} name
 * @param {(detail: any) => void} heard
 * @param {AbortSignal} [signal]
 */
export function hear(name, heard, signal) {
  const listener = (/** @type {Event} */ event) => heard(/** @type {CustomEvent} */ (event).detail);
  document.addEventListener(`stemma:${name}`, listener, { signal });
}

/** The id of who is signed in, empty where nobody is. */
export function viewer() {
  return document.body.dataset.viewer ?? "";
}

/**
 * Whether keys pressed in `target` are typed text.
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["button", "checkbox", "radio", "range", "submit"].includes(target.type);
}

/**
 * The next event of that kind.
 * @param {EventTarget} target
 * @param {string} name
 * @returns {Promise<Event>}
 */
export function once(target, name) {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}

/** @param {number} milliseconds @returns {Promise<void>} */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Waits that long, or until the machine is in a network again.
 * @param {number} milliseconds
 */
export function backOnline(milliseconds) {
  return Promise.race([pause(milliseconds), once(globalThis, "online")]);
}

/** @param {string} name an icon of `icons.svg` */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", `icon i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}
