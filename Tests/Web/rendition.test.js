import assert from "node:assert/strict";
import { test } from "node:test";
import { choose } from "../../Web/models/rendition.js";

const opus = { url: "o", codecs: "opus", bandwidth: 200_000 };
const aac = { url: "a", codecs: "mp4a.40.2", bandwidth: 260_000 };
const flac = { url: "f", codecs: "flac", bandwidth: 1_000_000 };
const all = [opus, aac, flac];
const wish = { canPlay: () => true, isLossless: false, isSaving: false, speed: undefined };
const chosen = (variants, wishes) => choose(variants, { ...wish, ...wishes })?.variant;

test("Opus comes first, and AAC where it isn't known", () => {
  assert.equal(chosen(all), opus);
  assert.equal(chosen(all, { canPlay: (mime) => mime.includes("mp4a") }), aac);
  assert.equal(chosen(all, { canPlay: () => false }), undefined);
});

test("both spellings of a codec are tried", () => {
  assert.equal(choose([opus], { ...wish, canPlay: (mime) => mime.includes("Opus") }).mime, 'audio/mp4; codecs="Opus"');
  assert.equal(choose([flac], { ...wish, canPlay: (mime) => mime.includes("fLaC") }).mime, 'audio/mp4; codecs="fLaC"');
});

test("sound without loss is played where it was chosen and the network can carry it", () => {
  assert.equal(chosen(all, { isLossless: true }), flac);
  assert.equal(chosen(all, { isLossless: true, speed: 2_000_000 }), flac);
  assert.equal(chosen(all, { isLossless: true, speed: 1_200_000 }), opus);
  assert.equal(chosen(all, { isLossless: true, isSaving: true }), opus);
  assert.equal(chosen([opus, aac], { isLossless: true }), opus);
  assert.equal(chosen([flac]), flac);
});

test("a slow network and a saver of data get the smallest", () => {
  assert.equal(chosen([aac, opus], { speed: 1_000_000 }), aac);
  assert.equal(chosen([aac, opus], { speed: 100_000 }), opus);
  assert.equal(chosen([aac, opus], { isSaving: true }), opus);
});
