import assert from "node:assert/strict";
import { test } from "node:test";
import { gainOf } from "../../Web/models/loudness.js";

test("loud songs are lowered and quiet ones raised to the same loudness", () => {
  assert.equal(gainOf({ lufs: -8, peak: 0.3 }, "track"), -10);
  assert.equal(gainOf({ lufs: -23, peak: -9 }, "track"), 5);
});

test("no song is raised to where its peaks would clip, nor lowered for them", () => {
  assert.equal(gainOf({ lufs: -23, peak: -4 }, "track"), 3);
  assert.equal(gainOf({ lufs: -23, peak: 0 }, "track"), 0);
  assert.equal(gainOf({ lufs: -23 }, "track"), 0);
});

test("songs of an album keep their distances; without one a song stands for itself", () => {
  assert.equal(gainOf({ lufs: -20, peak: -6, album: { lufs: -12, peak: -2 } }, "album"), -6);
  assert.equal(gainOf({ lufs: -20, peak: -6, album: { lufs: -12, peak: -2 } }, "track"), 2);
  assert.equal(gainOf({ lufs: -12, peak: -6 }, "album"), -6);
});

test("what wasn't measured or isn't wanted is left alone", () => {
  assert.equal(gainOf({ peak: -6 }, "track"), 0);
  assert.equal(gainOf({ lufs: -8, peak: 0 }, "off"), 0);
});
