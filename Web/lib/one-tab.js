/** Lets one tab of a browser sound at a time: who begins tells the others, and they stop. */
export class OneTab {
  #channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("stemma-playing") : undefined;
  #claimed = 0;

  /** @param {() => void} taken another tab has begun to play */
  constructor(taken) {
    this.#channel?.addEventListener("message", ({ data }) => {
      // Of two that begin at once the later one wins, and it alone.
      if (data > this.#claimed) taken();
    });
  }

  /** This tab begins to play. */
  claim() {
    this.#claimed = performance.timeOrigin + performance.now();
    this.#channel?.postMessage(this.#claimed);
  }
}
