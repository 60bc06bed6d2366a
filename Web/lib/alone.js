/**
 * Does `work` while no other tab of this browser does what has the same name; where one does, waits until it ends or
 * its tab is closed. Browsers without locks, and pages on plain HTTP, don't wait.
 * @param {string} name
 * @param {AbortSignal} signal ends the waiting
 * @param {() => Promise<void>} work
 * @param {() => void} waits is called where another tab is at it
 */
export async function alone(name, signal, work, waits) {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  const wasFree = await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
  if (wasFree) return;
  signal.throwIfAborted();
  waits();
  await locks.request(name, { signal }, work);
}
