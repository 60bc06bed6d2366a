/** The lowest pitch that is shown, the A three octaves below that of the tuning fork, in Hz; and how many octaves. */
const LOWEST = 55;
const OCTAVES = 8;
/** Decibels from the floor of the picture to its top, where a full-scale sine would stand. */
const RANGE = 72;

/** How loud each pitch is at a moment: bands of equal width in pitch, as ears have them. */
export class Spectrum {
  /**
   * @param {number} bands
   * @param {number} [size] samples that are looked at, a power of two
   */
  constructor(bands, size = 4096) {
    this.bands = bands;
    this.size = size;
    this.real = new Float32Array(size);
    this.imaginary = new Float32Array(size);
  }

  /**
   * Levels from 0, the floor, to 1.
   * @param {Float32Array} samples full scale ±1
   * @param {number} at the sample in the middle of what is looked at
   * @param {number} rate Hz
   */
  levels(samples, at, rate) {
    const start = Math.round(at - this.size / 2);
    for (let index = 0; index < this.size; index += 1) {
      const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / this.size);
      this.real[index] = (samples[start + index] ?? 0) * hann;
    }
    this.imaginary.fill(0);
    transform(this.real, this.imaginary);
    return Array.from({ length: this.bands }, (_, band) => this.#level(band, rate));
  }

  /**
   * The loudest line between the edges of a band, or between two lines what lies between them.
   * @param {number} band
   * @param {number} rate
   */
  #level(band, rate) {
    const edge = (/** @type {number} */ place) => (LOWEST * 2 ** ((OCTAVES * place) / this.bands) * this.size) / rate;
    const [from, to] = [edge(band), Math.min(edge(band + 1), this.size / 2 - 1)];
    let loudest = this.#magnitude((from + to) / 2);
    for (let line = Math.ceil(from); line <= to; line += 1) loudest = Math.max(loudest, this.#magnitude(line));
    return Math.min(1, Math.max(0, 1 + (20 * Math.log10(loudest + 1e-9)) / RANGE));
  }

  /** @param {number} line of the transform, whole or between two; 1 for a full-scale sine */
  #magnitude(line) {
    const [below, share] = [Math.floor(line), line % 1];
    const of = (/** @type {number} */ index) => Math.hypot(this.real[index], this.imaginary[index]);
    return ((of(below) * (1 - share) + of(below + 1) * share) * 4) / this.size;
  }
}

/**
 * The discrete Fourier transform in place (Cooley and Tukey, radix 2).
 * @param {Float32Array} real
 * @param {Float32Array} imaginary
 */
function transform(real, imaginary) {
  const size = real.length;
  for (let index = 1, other = 0; index < size; index += 1) {
    let bit = size >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other ^= bit;
    if (index < other) [real[index], real[other]] = [real[other], real[index]];
  }
  for (let span = 2; span <= size; span *= 2) {
    const [turnReal, turnImaginary] = [Math.cos((2 * Math.PI) / span), -Math.sin((2 * Math.PI) / span)];
    for (let start = 0; start < size; start += span) butterflies(real, imaginary, start, span / 2, turnReal, turnImaginary);
  }
}

/**
 * @param {Float32Array} real
 * @param {Float32Array} imaginary
 * @param {number} start
 * @param {number} half
 * @param {number} turnReal
 * @param {number} turnImaginary
 */
function butterflies(real, imaginary, start, half, turnReal, turnImaginary) {
  let [r, i] = [1, 0];
  for (let index = start; index < start + half; index += 1) {
    const twin = index + half;
    const [re, im] = [real[twin] * r - imaginary[twin] * i, real[twin] * i + imaginary[twin] * r];
    real[twin] = real[index] - re;
    imaginary[twin] = imaginary[index] - im;
    real[index] += re;
    imaginary[index] += im;
    [r, i] = [r * turnReal - i * turnImaginary, r * turnImaginary + i * turnReal];
  }
}
