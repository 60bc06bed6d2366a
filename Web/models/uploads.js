import { Upload } from "./upload.js";
import { keep, kept } from "./upload-store.js";

/** All files of this browser that are on their way, whatever page is shown; one is brought at a time. */
class Uploads extends EventTarget {
  /** @type {Upload[]} */ list = [];
  #isRunning = false;
  /** @type {Promise<void> | undefined} */ #restored;

  /** Finds again what was on its way when the page was closed. */
  restore() {
    this.#restored ??= kept().then((all) => {
      this.list.push(...all.map((facts) => new Upload(facts)));
      this.#changed();
      this.#work();
    });
    return this.#restored;
  }

  /**
   * @param {Iterable<File>} files
   * @param {{ forTrack?: string, wishes: Record<string, string> }} plan
   */
  async add(files, { forTrack, wishes }) {
    await this.restore();
    for (const file of files) {
      if (this.#takeUp(file)) continue;
      const { name, size, lastModified } = file;
      const facts = { id: newID(), name, size, modified: lastModified, forTrack, wishes: { ...wishes }, file };
      this.list.push(new Upload(facts));
      await keep(facts);
    }
    this.#changed();
    this.#work();
  }

  /** @param {Upload} upload */
  retry(upload) {
    upload.state = upload.canRun ? "waiting" : "missing";
    this.#changed();
    this.#work();
  }

  /** @param {Upload} upload */
  async remove(upload) {
    this.list = this.list.filter((other) => other !== upload);
    this.#changed();
    await upload.stop();
  }

  /**
   * A file that was chosen again goes on where it stopped.
   * @param {File} file
   */
  #takeUp(file) {
    const known = this.list.find(
      ({ state, facts }) => state === "missing" && facts.name === file.name && facts.size === file.size && facts.modified === file.lastModified,
    );
    if (!known) return false;
    known.facts.file = file;
    known.state = "waiting";
    return true;
  }

  async #work() {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const upload = next;
      const running = upload.run();
      // The next file may come as soon as this one's bytes are there.
      const arrived = new Promise((resolve) => {
        upload.addEventListener("change", () => (upload.state === "listening" || upload.isOver) && resolve(undefined));
      });
      await Promise.race([running, arrived]);
    }
    this.#isRunning = false;
  }

  #next() {
    return this.list.find((upload) => upload.state === "waiting");
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

export const uploads = new Uploads();

/** `crypto.randomUUID` is missing on plain HTTP, as in a home network. */
function newID() {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;
}
