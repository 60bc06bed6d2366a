import { Refused } from "../lib/api.js";
import { Unreadable } from "./digest.js";

/**
 * What went wrong with a file: what happened, what is kept and what to do, in sentences; and whether another attempt
 * with the same file makes sense.
 * @typedef {{ why: string, advice: string, mayRetry: boolean }} Trouble
 */

/** @type {Record<string, Omit<Trouble, "why">>} by the code of the refusal */
const known = {
  over_quota: {
    advice: "Nothing was sent. Delete songs that you don’t need, or ask who runs this place for more room; then try again.",
    mayRetry: true,
  },
  too_large: { advice: "Nothing was sent. FLAC takes about half the room of WAV and loses nothing.", mayRetry: false },
  not_accepted: {
    advice: "Nothing was lost: your file is as it was, and the others go on. Once it is mended, choose it again.",
    mayRetry: false,
  },
  invalid: { advice: "The file has arrived and is kept. Mend what it is to be, and try again.", mayRetry: true },
  out_of_space: { advice: "Tell who runs this place; then try again.", mayRetry: true },
};

/** @type {Record<number, Omit<Trouble, "why">>} by the status of the refusal */
const usual = {
  401: { advice: "What has arrived is kept for a day. Sign in again, and it goes on from there.", mayRetry: true },
  404: { advice: "Nothing was lost; your file is as it was. Try again.", mayRetry: true },
  413: known.too_large,
};

/** A file that has arrived and could not be made into a song. */
export class Unmade extends Error {
  /** @param {string} [why] */
  constructor(why) {
    super(why || "This file could not be made into a song.");
  }
}

/**
 * @param {unknown} error
 * @returns {Trouble}
 */
export function troubleOf(error) {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof Unreadable) {
    return { why, advice: "Nothing was lost: what has arrived is kept. Choose it again.", mayRetry: true };
  }
  if (error instanceof Unmade) {
    return { why, advice: "The file has arrived and is kept as it came. Open the song to try it again.", mayRetry: false };
  }
  if (!(error instanceof Refused)) return { why, advice: "What has arrived is kept. Try again.", mayRetry: true };
  const rest = known[error.code] ?? usual[error.status] ?? { advice: "What has arrived is kept. Try again.", mayRetry: true };
  return { why, ...rest };
}
