/**
 * What is needed to go on with uploads after the page was closed, in the browser's own database; small files are kept
 * whole, of large ones the browser's handle where it has such a thing; else they have to be chosen again.
 */

/**
 * @typedef {object} Kept
 * @property {string} id
 * @property {string} viewer whose upload it is
 * @property {string} name
 * @property {number} size
 * @property {number} modified
 * @property {string} [sha256]
 * @property {string} [upload]
 * @property {string} [track]
 * @property {string} [version]
 * @property {import("./wishes.js").Wishes} wishes
 * @property {File} [file]
 * @property {any} [handle] what finds the file again, once its owner allows it
 * @property {File} [picture] the picture that the song shall have
 * @property {boolean} [isPaused]
 * @property {boolean} [isGivenUp] until it can't be taken back any more
 * @property {boolean} [isWanted] although the same file is here already
 */

/** Larger files are not copied into the database, in bytes. */
const LARGEST_COPY = 512 << 20;

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("stemma", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("uploads", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
async function transact(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction("uploads", mode);
      const request = work(transaction.objectStore("uploads"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** @param {Kept} kept */
export async function keep(kept) {
  const isSmall = kept.size <= LARGEST_COPY;
  const copy = { ...kept, file: isSmall ? kept.file : undefined, handle: isSmall ? undefined : kept.handle };
  try {
    await transact("readwrite", (store) => store.put(copy));
  } catch {
    // No room for the file, or no database in a private window: then without it, or not at all.
    await transact("readwrite", (store) => store.put({ ...kept, file: undefined })).catch(() => undefined);
  }
}

/** @param {string} id */
export async function forget(id) {
  await transact("readwrite", (store) => store.delete(id)).catch(() => undefined);
}

/**
 * All that `viewer` has on the way in this browser.
 * @param {string} viewer
 * @returns {Promise<Kept[]>}
 */
export async function kept(viewer) {
  const all = await transact("readonly", (store) => store.getAll()).catch(() => []);
  return all.filter((one) => one.viewer === viewer);
}

/**
 * One of them as it is now; undefined once it is done or given up.
 * @param {string} id
 * @returns {Promise<Kept | undefined>}
 */
export async function keptNow(id) {
  return transact("readonly", (store) => store.get(id)).catch(() => undefined);
}
