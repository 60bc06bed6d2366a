import { hear } from "./dom.js";

const SHARED = "stemma-shared";

/** Whether this browser can keep songs here: it takes a safe connection. */
export function canKeep() {
  return "caches" in globalThis && "serviceWorker" in navigator && isSecureContext;
}

/** Lets pages be read and kept songs be heard without a connection, where the browser can do that. */
export function handleOffline() {
  if (!canKeep()) return;
  document.documentElement.dataset.keeps = "";
  takeShared();
  whenIdle(start);
  hear("page", () => {
    introduce();
    takeShared();
  });
}

/** After everything that the page itself is waiting for. */
async function start() {
  await navigator.serviceWorker.register("/worker.js", { type: "module", updateViaCache: "none" }).catch(() => undefined);
  await introduce();
  takeLaunched();
  if (await caches.has("stemma-kept")) (await import("../models/keeping.js")).keeping.check();
}

/** Tells the worker who is looking: what somebody else saw or kept here goes. */
async function introduce() {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ viewer: document.body.dataset.viewer ?? "" });
}

/** Takes what another program shared to the upload manager, once somebody is there who may upload. */
async function takeShared() {
  if (location.pathname !== "/upload" || !new URLSearchParams(location.search).has("shared")) return;
  const cache = await caches.open(SHARED);
  /** @type {File[]} */ const files = [];
  for (const entry of await cache.keys()) {
    const answer = await cache.match(entry);
    const name = decodeURIComponent(answer?.headers.get("X-Name") ?? "");
    // Whoever takes it away has it: other tabs may look at the same time.
    if (answer && (await cache.delete(entry))) files.push(new File([await answer.blob()], name, { type: answer.headers.get("Content-Type") ?? "" }));
  }
  history.replaceState(history.state, "", location.pathname);
  await upload(files);
}

/** Files that were opened with the installed app. */
function takeLaunched() {
  /** @type {any} */ (globalThis).launchQueue?.setConsumer(async (/** @type {{ files: FileSystemFileHandle[] }} */ { files }) => {
    await upload(await Promise.all(files.map((file) => file.getFile())));
  });
}

/** @param {File[]} files */
async function upload(files) {
  if (!files.length) return;
  const { uploads } = await import("../models/uploads.js");
  await uploads.add(files, { wishes: {} });
}

/** @param {() => void} work */
function whenIdle(work) {
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 200));
  if (document.readyState === "complete") idle(work);
  else addEventListener("load", () => idle(work), { once: true });
}
