import { loadElements } from "./elements.js";

/**
 * What the server answered for an address; `page` is undefined where it is no page of ours.
 * @typedef {{ response: Response, page: Document | undefined }} Answer
 */

/**
 * Fetches a page for this document to show.
 * @param {string} address
 * @param {RequestInit} [request]
 * @returns {Promise<Answer>}
 */
export async function fetchPage(address, request) {
  const response = await fetch(address, { ...request, headers: { Accept: "text/html" }, credentials: "same-origin" });
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  if (!isPage || new URL(response.url).origin !== location.origin) return { response, page: undefined };
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  // The parser, which runs no scripts, makes real elements of what is only for browsers without.
  for (const plain of page.querySelectorAll("noscript")) plain.remove();
  return { response, page };
}

/**
 * The page that a click on `link` would show in this document, if it does.
 * @param {Element | null} link
 * @returns {URL | undefined}
 */
export function pageBehind(link) {
  if (!(link instanceof HTMLAnchorElement) || !link.href || link.target) return undefined;
  if (link.hasAttribute("download") || link.dataset.reload !== undefined) return undefined;
  const url = new URL(link.href);
  if (url.origin !== location.origin || isFile(url)) return undefined;
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return undefined;
  return url;
}

/**
 * Addresses that are never pages.
 * @param {URL} url
 */
function isFile({ pathname }) {
  return ["/api/v1/", "/media/", "/images/", "/assets/"].some((start) => pathname.startsWith(start));
}

/** Style sheets of pages' own colours that were fetched, by address. @type {Map<string, Promise<HTMLLinkElement>>} */
const sheets = new Map();

/**
 * A page's own colours, fetched but not shown; nothing where they are shown already.
 * @param {Document} page
 * @returns {Promise<HTMLLinkElement | undefined>}
 */
export async function coloursOf(page) {
  const href = page.getElementById("page-colour")?.getAttribute("href");
  if (!href || href === document.getElementById("page-colour")?.getAttribute("href")) return undefined;
  const sheet = sheets.get(href) ?? fetchSheet(href);
  sheets.set(href, sheet);
  return sheet;
}

/**
 * @param {string} href
 * @returns {Promise<HTMLLinkElement>}
 */
function fetchSheet(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", media: "not all", href });
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve(link);
    document.getElementById("page-colour")?.after(link);
  });
}

/**
 * Whether the page wants the scripts that run here.
 * @param {Document} page
 */
export function isSameBuild(page) {
  const script = 'script[type="module"]';
  return page.querySelector(script)?.getAttribute("src") === document.querySelector(script)?.getAttribute("src");
}

/**
 * Gets what a page needs beside itself, so that it can be shown at once.
 * @param {Document} page
 */
export async function prepare(page) {
  if (!isSameBuild(page)) return;
  await Promise.all([loadElements(page), coloursOf(page)]);
}
