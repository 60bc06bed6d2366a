/** A square place for a picture: a file's, an address', or none. */
export class Picture {
  /** @type {File | string | undefined} */ #shown;
  #address = "";

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /** @param {File | string | undefined} picture a file of this machine, or the address of one */
  show(picture) {
    if (picture === this.#shown) return;
    this.leave();
    this.#shown = picture;
    if (!picture) return this.place.replaceChildren();
    if (picture instanceof File) this.#address = URL.createObjectURL(picture);
    const image = Object.assign(document.createElement("img"), { alt: "", src: this.#address || picture });
    image.addEventListener("error", () => image.remove());
    this.place.replaceChildren(image);
  }

  /** Lets the browser forget the file. */
  leave() {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = "";
    this.#shown = undefined;
  }
}
