/**
 * The SHA-256 of a file in hexadecimal digits, made beside the page.
 * @param {File} file
 * @param {AbortSignal} signal ends it; the promise is then rejected
 * @param {(done: number) => void} progress is told how many bytes have been read
 * @returns {Promise<string>}
 * @throws a sentence for people where the file can't be read
 */
export function digest(file, signal, progress) {
  const worker = new Worker(new URL("../workers/hash.js", import.meta.url), { type: "module" });
  /** @type {Promise<string>} */
  const answer = new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    worker.onerror = () => reject(new Unreadable("This file can’t be read. If it lies on another disk, copy it first."));
    worker.onmessage = ({ data }) => {
      if (data.sha256) resolve(data.sha256);
      else if (data.error) reject(new Unreadable("This file can’t be read any more. Was it moved or changed?"));
      else progress(data.done);
    };
    worker.postMessage(file);
  });
  return answer.finally(() => worker.terminate());
}

/** A file that can't be read on this machine. */
export class Unreadable extends Error {}
