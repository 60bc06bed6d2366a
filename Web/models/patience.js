import { Refused } from "../lib/api.js";
import { backOnline, once } from "../lib/dom.js";
import { Unreachable } from "./source.js";

/** Attempts after which it is said that the connection is gone: three and a half seconds. */
const ENOUGH = 3;

/** Tries again until the network is back: a train goes through tunnels. */
export class Patience {
  #isConnected = true;

  /**
   * @param {(isConnected: boolean) => void} tell is called when that changes
   * @param {(error: unknown) => boolean} [mayPass] whether a fault may be gone a moment later
   */
  constructor(tell, mayPass = isPassing) {
    this.tell = tell;
    this.mayPass = mayPass;
  }

  /**
   * What `work` gives, as soon as the server can be reached; throws what is no matter of the network, and everything
   * once `signal` says that nobody waits any more.
   * @template T
   * @param {() => Promise<T>} work
   * @param {AbortSignal} signal
   */
  async until(work, signal) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const result = await work();
        this.#notice(true);
        return result;
      } catch (error) {
        if (signal.aborted || !this.mayPass(error)) throw error;
        if (attempt === ENOUGH) this.#notice(false);
        await Promise.race([backOnline(Math.min(8000, 500 * 2 ** attempt)), once(signal, "abort")]);
      }
    }
  }

  /** @param {boolean} isConnected */
  #notice(isConnected) {
    if (this.#isConnected === isConnected) return;
    this.#isConnected = isConnected;
    this.tell(isConnected);
  }
}

/**
 * Whether it may well work a moment later.
 * @param {unknown} error
 */
export function isPassing(error) {
  return error instanceof Unreachable || (error instanceof Refused && error.status === 0);
}
