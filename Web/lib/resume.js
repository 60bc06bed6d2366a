import { QUEUE } from "./first-use.js";
import { Queue } from "../models/queue.js";
import { Sleep } from "../models/sleep.js";

/** Under what name a tab keeps when its music stops. */
const SLEEP = "stemma-sleep";

/**
 * Keeps the queue of this tab, and the place in its song, over a reload.
 * @param {Queue} queue
 * @param {number} time seconds
 */
export function keepQueue(queue, time) {
  try {
    sessionStorage.setItem(QUEUE, JSON.stringify({ viewer: viewer(), time, state: queue.state }));
  } catch {
    // A private window that keeps nothing, or a queue that is too long: then it lasts as long as the page.
  }
}

/** The queue as it was, if this tab has one of the same viewer: songs of one person are not shown to the next. */
export function keptQueue() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(QUEUE) ?? "null");
    if (!kept || kept.viewer !== viewer()) return undefined;
    return { queue: Queue.from(kept.state), time: Number(kept.time) || 0 };
  } catch {
    return undefined;
  }
}

/**
 * Keeps when the music of this tab stops, over a reload.
 * @param {Sleep} sleep
 */
export function keepSleep(sleep) {
  try {
    sessionStorage.setItem(SLEEP, JSON.stringify(sleep.state));
  } catch {
    // Then it holds as long as the page.
  }
}

/** When the music stops, as it was chosen before the page was loaded anew. */
export function keptSleep() {
  try {
    return Sleep.from(JSON.parse(sessionStorage.getItem(SLEEP) ?? "null"), Date.now());
  } catch {
    return new Sleep();
  }
}

function viewer() {
  return document.body.dataset.viewer ?? "";
}
