import { SHA256 } from "../models/sha256.js";

/** Reads the file it is sent in pieces of 4 MiB; tells how far it is, and at the end the SHA-256. */

const PIECE = 4 << 20;
/** Up to here the browser's own hash, ten times as fast, may have the whole file in memory. */
const LARGEST_WHOLE = 128 << 20;

addEventListener("message", async ({ data }) => {
  const file = /** @type {File} */ (data);
  const hash = new SHA256();
  try {
    if (file.size <= LARGEST_WHOLE && crypto.subtle) {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      return postMessage({ sha256: hexadecimal(new Uint8Array(digest)) });
    }
    for (let at = 0; at < file.size; at += PIECE) {
      hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
      postMessage({ done: Math.min(at + PIECE, file.size) });
    }
    postMessage({ sha256: hash.finish() });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});

/** @param {Uint8Array} bytes */
function hexadecimal(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
