import { announce } from "./dom.js";
import { loadElements } from "./elements.js";
import { foreseen, forget } from "./foresight.js";
import { coloursOf, fetchPage, isSameBuild, pageBehind } from "./pages.js";
import { toast } from "./toast.js";

/**
 * Goes from page to page without leaving the document, so that the music goes on: the server's page is fetched and
 * its header, main part and colours take the place of the old ones. Everything also works without this.
 */

/** @type {AbortController | undefined} */
let visit;

export function handleNavigation() {
  history.scrollRestoration = "manual";
  document.body.dataset.shown = location.pathname + location.search;
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  addEventListener("popstate", onPopState);
  addEventListener("scrollend", keepScroll);
  addEventListener("pagehide", keepScroll);
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const url = pageBehind(/** @type {Element} */ (event.target).closest("a"));
  if (!url) return;
  event.preventDefault();
  go(url.href);
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.method === "dialog" || form.dataset.reload !== undefined) return;
  if (form.enctype === "multipart/form-data" || form.target) return;
  const url = new URL(form.action);
  if (url.origin !== location.origin) return;
  event.preventDefault();
  const fields = fieldsOf(form, event.submitter);
  if (form.method === "post") {
    go(url.href, { method: "POST", body: fields });
  } else {
    url.search = fields.toString();
    go(url.href);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
function fieldsOf(form, submitter) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  if (submitter instanceof HTMLButtonElement && submitter.name) fields.append(submitter.name, submitter.value);
  return fields;
}

/** @param {PopStateEvent} event */
function onPopState(event) {
  const shown = document.body.dataset.shown ?? "";
  if (shown === location.pathname + location.search) return;
  go(location.href, undefined, { isBack: true, scroll: event.state?.scroll ?? 0 });
}

function keepScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
}

/**
 * Shows the page at `address`; anything that is no page of ours is left to the browser.
 * @param {string} address
 * @param {RequestInit} [request]
 * @param {{ isBack: boolean, scroll: number }} [place]
 */
export async function go(address, request, place) {
  visit?.abort();
  const turn = (visit = new AbortController());
  const busy = setTimeout(() => document.documentElement.classList.add("is-loading"), 250);
  try {
    if (request) forget();
    const { response, page } = await answerTo(address, { ...request, signal: turn.signal });
    if (turn !== visit) return;
    if (!page) return location.assign(address);
    if (!isSameBuild(page)) return location.assign(response.url);
    await takeOver(page, finalAddress(address, response, request), place);
  } catch (error) {
    if (turn.signal.aborted) return;
    // No connection: the page, what is typed in it and the music are worth more than the browser's own error page.
    if (error instanceof TypeError && !place?.isBack) toast(`The server can’t be reached. ${request ? "Nothing was sent" : "You are still where you were"}; try again in a moment.`, { isBad: true });
    else location.assign(address);
  } finally {
    clearTimeout(busy);
    if (turn === visit) document.documentElement.classList.remove("is-loading");
  }
}

/**
 * What was foreseen, where nothing is sent and it came; else what the server says now.
 * @param {string} address
 * @param {RequestInit} request
 */
async function answerTo(address, request) {
  const early = request.method ? undefined : await foreseen(address)?.catch(() => undefined);
  return early ?? fetchPage(address, request);
}

/**
 * Where we are now: redirects count, a fragment is kept, a form that came back with faults stays on its page.
 * @param {string} address
 * @param {Response} response
 * @param {RequestInit} [request]
 */
function finalAddress(address, response, request) {
  if (request?.method === "POST" && !response.redirected) return location.href;
  const final = new URL(response.url);
  if (!final.hash) final.hash = new URL(address, location.href).hash;
  return final.href;
}

/**
 * @param {Document} page
 * @param {string} address
 * @param {{ isBack: boolean, scroll: number }} [place]
 */
async function takeOver(page, address, place) {
  const [colours] = await Promise.all([coloursOf(page), loadElements(page)]);
  if (!place?.isBack) {
    keepScroll();
    if (address !== location.href) history.pushState({ scroll: 0 }, "", address);
  }
  const swap = () => {
    if (colours) takeColours(colours);
    replaceParts(page);
    scroll(address, place);
  };
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const transition = isStill ? undefined : /** @type {any} */ (document).startViewTransition?.(swap);
  if (transition) {
    // A picture of the change that can't be shown is no fault; the change itself is made.
    transition.ready.catch(() => undefined);
    await transition.updateCallbackDone;
  } else {
    swap();
  }
  if (!place?.isBack) focusPage();
  announce("page");
}

/** The field that the page begins with, else its main part, so that keys and ears start there. */
function focusPage() {
  const main = document.getElementById("main");
  const first = /** @type {HTMLElement | null | undefined} */ (main?.querySelector("[autofocus]"));
  if (first) first.focus();
  else main?.focus({ preventScroll: true });
}

/**
 * Shows a page's own colours in place of those before.
 * @param {HTMLLinkElement} colours
 */
function takeColours(colours) {
  const old = /** @type {HTMLLinkElement | null} */ (document.getElementById("page-colour"));
  if (old) old.media = "not all";
  old?.removeAttribute("id");
  Object.assign(colours, { id: "page-colour", media: "" });
}

/** @param {Document} page */
function replaceParts(page) {
  document.title = page.title;
  document.documentElement.className = page.documentElement.className;
  document.body.dataset.viewer = page.body.dataset.viewer ?? "";
  document.body.dataset.shown = location.pathname + location.search;
  for (const selector of ['meta[name="csrf-token"]', 'meta[name="description"]', 'meta[name="theme-color"]', 'link[rel="canonical"]']) {
    for (const old of document.querySelectorAll(selector)) old.remove();
    for (const fresh of page.querySelectorAll(selector)) document.head.append(document.adoptNode(fresh));
  }
  for (const id of ["top", "main"]) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
}

/**
 * @param {string} address
 * @param {{ isBack: boolean, scroll: number }} [place]
 */
function scroll(address, place) {
  const { hash } = new URL(address);
  const goal = hash.length > 1 && !hash.startsWith("#t=") ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  if (place) scrollTo(0, place.scroll);
  else if (goal) goal.scrollIntoView();
  else scrollTo(0, 0);
}
