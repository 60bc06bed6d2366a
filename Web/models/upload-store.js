/**
 * What is needed to go on with uploads after the page was closed, in the browser's own database; small files are kept
 * whole, large ones have to be chosen again.
 */

/**
 * @typedef {object} Kept
 * @property {string} id
 * @property {string} name
 * @property {number} size
 * @property {number} modified
 * @property {string} [sha256]
 * @property {string} [upload]
 * @property {string} [track]
 * @property {string} [version]
 * @property {string} [forTrack] the track to which it is a new version
 * @property {Record<string, string>} wishes
 * @property {File} [file]
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
  const copy = kept.file && kept.size <= LARGEST_COPY ? kept : { ...kept, file: undefined };
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

/** @returns {Promise<Kept[]>} */
export async function kept() {
  return transact("readonly", (store) => store.getAll()).catch(() => []);
}
