/** @typedef {import("../models/folder.js").Found} Found */

/**
 * What was chosen in a field for files or for a folder; the field is empty afterwards.
 * @param {HTMLInputElement} input
 * @returns {Found[]}
 */
export function chosenIn(input) {
  const found = [...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  input.value = "";
  return found;
}

/**
 * What was dropped, with all that lies in dropped folders. To be called while the event is handled: the browser
 * empties its list right after.
 * @param {DataTransfer} transfer
 * @returns {Promise<Found[]>}
 */
export async function dropped(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const found = await Promise.all(items.map((item) => take(item)));
  return found.flat();
}

/** @param {DataTransferItem} item */
function take(item) {
  const entry = item.webkitGetAsEntry();
  if (entry?.isDirectory) return inside(entry);
  const file = item.getAsFile();
  // Only Chromium has handles.
  const handle = /** @type {any} */ (item).getAsFileSystemHandle?.().catch(() => undefined);
  return alone(file, handle);
}

/**
 * @param {File | null} file
 * @param {Promise<any> | undefined} handle
 * @returns {Promise<Found[]>}
 */
async function alone(file, handle) {
  return file ? [{ file, path: file.name, handle: await handle }] : [];
}

/**
 * All files in a folder and its folders; what can't be read is passed over.
 * @param {FileSystemEntry} entry
 * @returns {Promise<Found[]>}
 */
async function inside(entry) {
  if (entry.isFile) {
    const file = await fileOf(/** @type {FileSystemFileEntry} */ (entry)).catch(() => undefined);
    return file ? [{ file, path: entry.fullPath.replace(/^\//, "") }] : [];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  // Chromium gives a hundred at a time.
  for (let some = await read(reader); some.length; some = await read(reader)) found.push(...some);
  return (await Promise.all(found.map(inside))).flat();
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
function fileOf(entry) {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** @param {FileSystemDirectoryReader} reader @returns {Promise<FileSystemEntry[]>} */
function read(reader) {
  return new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
}
