/** What the player says: why nothing is heard, and what to do. */
export class PlayerWords {
  /** @param {import("./player-view.js").PlayerView} view */
  constructor(view) {
    this.view = view;
  }

  /** @param {Promise<void>} work after which it sounds */
  async attempt(work) {
    this.hush();
    this.view.wait(true);
    try {
      await work;
    } catch (error) {
      this.fail(error);
    }
  }

  /** @param {unknown} error */
  fail(error) {
    this.view.wait(false);
    const name = error instanceof DOMException ? error.name : "";
    if (name === "AbortError") return;
    if (name === "NotAllowedError") return this.#invite();
    this.view.panel.say(error instanceof Error && error.message ? error.message : "This song can’t be played now. Try again in a moment.");
    this.view.mark();
  }

  /** All is well. */
  hush() {
    this.view.panel.say("");
  }

  /** Another tab plays now. */
  yield() {
    this.view.panel.say("Paused: another tab plays now.", { isGood: true });
  }

  /** @param {boolean} isThere whether the server can be reached */
  connect(isThere) {
    this.view.panel.say(isThere ? "" : "The server can’t be reached. The song goes on by itself as soon as it can.");
  }

  /** The browser wants to see a press before it lets a page sound. */
  #invite() {
    this.view.panel.say("Press play to hear it.", { isGood: true });
    this.view.mark();
  }
}
