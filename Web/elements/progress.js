import { call } from "../lib/api.js";
import { pause } from "../lib/dom.js";
import { go } from "../lib/navigate.js";
import { listen } from "../lib/socket.js";

/** Follows a version that is being read; when it is ready, or has failed, the page is shown anew. */
class Progress extends HTMLElement {
  #isWatching = false;

  async connectedCallback() {
    this.#isWatching = true;
    let hurry = () => {};
    const leave = listen(`version:${this.dataset.version}`, () => hurry());
    let wasPlayable = this.dataset.playable !== undefined;
    while (this.#isWatching) {
      await Promise.race([pause(3000), new Promise((resolve) => (hurry = () => resolve(undefined)))]);
      const answer = await call("GET", `/api/v1/versions/${this.dataset.version}`).catch(() => undefined);
      if (!answer || !this.#isWatching) continue;
      const { status, progress, playable } = answer.version;
      const bar = this.querySelector("progress");
      if (bar) bar.value = Math.round(100 * progress);
      if (status !== "pending" || (playable && !wasPlayable)) break;
      wasPlayable = playable;
    }
    leave();
    if (this.#isWatching) go(location.href, undefined, { isBack: true, scroll: scrollY });
  }

  disconnectedCallback() {
    this.#isWatching = false;
  }
}

customElements.define("stemma-progress", Progress);
