/**
 * What is needed to go on with uploads after the page was closed, in the browser's own database; small files are kept
 * whole, of large ones the browser's handle where it has such a thing; else they have to be chosen again.
 *
 * Files lie in a store of their own: browsers copy them with every write, and facts are written often.
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

/** @typedef {"facts" | "files"} StoreName */

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("stemma-uploads", 1);
    request.onupgradeneeded = () => {
      for (const name of ["facts", "files"]) request.result.createObjectStore(name, { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template T
 * @param {StoreName} name
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
async function transact(name, mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/**
 * Writes the facts; a private window may have no place for them, and then they hold until it is closed.
 * @param {Kept} kept
 */
export async function keep(kept) {
  const { file: _, picture: __, handle, ...facts } = kept;
  const rest = kept.size > LARGEST_COPY ? { ...facts, handle } : facts;
  await transact("facts", "readwrite", (store) => store.put(rest)).catch(() => undefined);
}

/**
 * Writes the files, as far as there is room for them.
 * @param {Kept} kept
 */
export async function keepFiles({ id, size, file, picture }) {
  const small = file && size <= LARGEST_COPY ? file : undefined;
  await transact("files", "readwrite", (store) => store.put({ id, file: small, picture })).catch(() => undefined);
}

/** @param {string} id */
export async function forget(id) {
  for (const name of /** @type {StoreName[]} */ (["facts", "files"])) {
    await transact(name, "readwrite", (store) => store.delete(id)).catch(() => undefined);
  }
}

/**
 * All that `viewer` has on the way in this browser.
 * @param {string} viewer
 * @returns {Promise<Kept[]>}
 */
export async function kept(viewer) {
  /** @type {Kept[]} */ const all = await transact("facts", "readonly", (store) => store.getAll()).catch(() => []);
  return Promise.all(all.filter((one) => one.viewer === viewer).map(withFiles));
}

/**
 * One of them as it is now; undefined once it is done or given up.
 * @param {string} id
 * @returns {Promise<Kept | undefined>}
 */
export async function keptNow(id) {
  const facts = await transact("facts", "readonly", (store) => store.get(id)).catch(() => undefined);
  return facts && withFiles(facts);
}

/** @param {Kept} facts @returns {Promise<Kept>} */
async function withFiles(facts) {
  const files = await transact("files", "readonly", (store) => store.get(facts.id)).catch(() => undefined);
  return { ...facts, file: files?.file, picture: files?.picture };
}
