import assert from "node:assert/strict";
import { test } from "node:test";
import { Spectrum } from "../../Web/models/spectrum.js";

const RATE = 48_000;
const BANDS = 96;

/** @param {number} frequency Hz @param {number} [height] */
const tone = (frequency, height = 1) => Float32Array.from({ length: RATE }, (_, index) => height * Math.sin((2 * Math.PI * frequency * index) / RATE));

test("each tone stands in the band of its pitch, a full-scale one at the top", () => {
  const spectrum = new Spectrum(BANDS);
  for (const [frequency, band] of [[220 * 2 ** (0.5 / 12), 24], [440 * 2 ** (0.5 / 12), 36], [1760 * 2 ** (0.5 / 12), 60], [7040 * 2 ** (0.5 / 12), 84]]) {
    const levels = spectrum.levels(tone(frequency), RATE / 2, RATE);
    const top = Math.max(...levels);
    assert.equal(levels.indexOf(top), band, `${frequency} Hz`);
    assert.ok(top > 0.97 && top <= 1, `${frequency} Hz reaches ${top}`);
  }
});

test("half as loud is six decibels lower, and silence is the floor", () => {
  const spectrum = new Spectrum(BANDS);
  const [loud, soft] = [1, 0.5].map((height) => spectrum.levels(tone(880 * 2 ** (0.5 / 12), height), RATE / 2, RATE)[48]);
  assert.ok(Math.abs((loud - soft) * 72 - 6.02) < 0.1);
  assert.deepEqual(new Set(spectrum.levels(new Float32Array(RATE), RATE / 2, RATE)), new Set([0]));
});

test("beyond the ends of what is known there is silence", () => {
  const levels = new Spectrum(BANDS).levels(tone(440), -RATE, RATE);
  assert.equal(Math.max(...levels), 0);
});
