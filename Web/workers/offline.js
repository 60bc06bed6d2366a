import { lastSeen, meet, remember } from "../models/pages-seen.js";
import { ranged } from "../models/range.js";
import { onShelf } from "../models/shelf.js";

/** Stands between pages and the server, so that what is on this device can be read and heard without it. */

const SHELL = "stemma-shell-";
const SHARED = "stemma-shared";
const OFFLINE = "/offline";

/**
 * Begins to serve the pages of one build.
 * @param {string} build
 * @param {string[]} shell addresses of what every page of it needs
 */
export function serve(build, shell) {
  addEventListener("install", (event) => event.waitUntil(Promise.all([lay(build, shell), pave(event, build)])));
  addEventListener("activate", (event) => event.waitUntil(takeOver(build)));
  addEventListener("message", ({ data }) => meet(data.viewer));
  addEventListener("fetch", (event) => {
    const answer = answerTo(event, build);
    if (answer) event.respondWith(answer);
  });
}

/** Fetches the shell, as nobody: the page without connection is the same for all. */
async function lay(build, shell) {
  const cache = await caches.open(SHELL + build);
  await cache.addAll(shell.map((address) => new Request(address, { credentials: "omit" })));
  await self.skipWaiting();
}

/**
 * Lets the browser, where it knows how, take by itself what this worker would take from the same place: each of the
 * many small files of a page, and the few answers between a click and its sound, come some milliseconds sooner.
 */
async function pave(event, build) {
  const to = (pathname, source) => ({ condition: { urlPattern: { pathname } }, source });
  await event.addRoutes?.([
    to(`/assets/${build}/*`, { cacheName: SHELL + build }),
    to("/api/v1/stream/*", "race-network-and-fetch-handler"),
    to("/media/*.m3u8", "race-network-and-fetch-handler"),
  ]);
}

/** The shell before this one stays: pages of the last build may still be open, and go on with their own modules. */
async function takeOver(build) {
  await self.registration.navigationPreload?.enable();
  const shells = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== SHELL + build);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** An answer, or nothing where the browser shall ask the server as if nobody stood between. */
function answerTo(event, build) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return undefined;
  if (request.method === "POST" && pathname === "/share") return takeShared(request);
  if (request.method !== "GET") return undefined;
  if (pathname.startsWith("/assets/") || pathname.startsWith("/theme/")) return part(request, build);
  if (pathname.startsWith("/media/") && !pathname.endsWith(".m3u8")) return shelfFirst(request);
  if (/^\/(media|images)\/|^\/api\/v1\/stream\/|\/waveform$/.test(pathname)) return serverFirst(request);
  if (request.headers.get("Accept")?.startsWith("text/html")) return page(event, build);
  return undefined;
}

/** A file that never changes under its address. */
async function part(request, build) {
  const found = await caches.match(request, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  const isOurs = request.url.includes(`/assets/${build}/`) || request.url.includes("/theme/");
  if (answer.ok && isOurs) await (await caches.open(SHELL + build)).put(request, answer.clone());
  return answer;
}

/** Sound: what is kept needs no network. */
async function shelfFirst(request) {
  const kept = await onShelf(request.url);
  return kept ? ranged(kept, request.headers.get("Range")) : fetch(request);
}

/** What says whether something may be heard, and pictures: the server has the first word. */
async function serverFirst(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await onShelf(request.url);
    if (kept) return ranged(kept, request.headers.get("Range"));
    throw error;
  }
}

async function page(event, build) {
  const { request } = event;
  try {
    const preloaded = await event.preloadResponse;
    // Firefox hands over a preload that failed as an answer of this type.
    const answer = preloaded && preloaded.type !== "error" ? preloaded : await fetch(request);
    const isPage = answer.ok && !answer.redirected && answer.headers.get("Content-Type")?.startsWith("text/html");
    if (isPage) event.waitUntil(remember(request.url, answer.clone()));
    return answer;
  } catch (error) {
    const found = (await lastSeen(request.url)) ?? (await onShelf(request.url));
    if (found) return found;
    const plain = request.mode === "navigate" ? await (await caches.open(SHELL + build)).match(OFFLINE, { ignoreVary: true }) : undefined;
    if (plain) return plain;
    throw error;
  }
}

/** Files that another program hands over wait for the upload page, which knows what to do with them. */
async function takeShared(request) {
  const form = await request.formData();
  // Files that nobody took may be somebody else's.
  await caches.delete(SHARED);
  const cache = await caches.open(SHARED);
  for (const [index, file] of form.getAll("audio").entries()) {
    if (!(file instanceof File)) continue;
    const headers = { "Content-Type": file.type || "application/octet-stream", "X-Name": encodeURIComponent(file.name) };
    await cache.put(`/share/${Date.now()}-${index}`, new Response(file, { headers }));
  }
  return Response.redirect("/upload?shared=1", 303);
}
