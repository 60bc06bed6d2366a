import { clearFor } from "./shelf.js";

/** The pages that were seen lately, for when there is no connection; of one viewer at a time. */

const SEEN = "stemma-pages";
const WHO = "stemma-viewer";
const VIEWER = "/kept/viewer";
const MOST = 40;
/** Stands for the viewer on the page without connection, which is the same for all. */
const ANYBODY = "anybody";
/** Pages that are made to change something, or that show secrets. */
const UNKEPT = /^\/(settings|admin|upload|sign-|embed\/|api$|share$|kept$|offline$)|\/edit$/;

/**
 * The viewer for whom a page was made: an id, or empty for somebody who isn't signed in.
 * @param {string} html
 */
export function viewerOf(html) {
  return /<body[^>]*? data-viewer="([^"]*)"/.exec(html)?.[1] ?? "";
}

/** @param {string} address */
export function isKeptPage(address) {
  return !UNKEPT.test(new URL(address).pathname);
}

/**
 * Learns who looks at pages now; what another person saw and kept goes.
 * @param {string} viewer
 */
export async function meet(viewer) {
  if (viewer === ANYBODY) return;
  const who = await caches.open(WHO);
  const known = await (await who.match(VIEWER))?.text();
  if (known === viewer) return;
  await caches.delete(SEEN);
  await clearFor(viewer);
  await who.put(VIEWER, new Response(viewer));
}

/**
 * Keeps a page that was just seen.
 * @param {string} address
 * @param {Response} page
 */
export async function remember(address, page) {
  const html = await page.text();
  await meet(viewerOf(html));
  if (!isKeptPage(address)) return;
  const seen = await caches.open(SEEN);
  await seen.delete(address);
  await seen.put(address, new Response(html, { headers: page.headers }));
  for (const oldest of (await seen.keys()).slice(0, -MOST)) await seen.delete(oldest);
}

/** @param {string} address */
export async function lastSeen(address) {
  return (await caches.open(SEEN)).match(address);
}
