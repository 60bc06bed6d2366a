import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../Web/lib/api.js";
import { alone } from "../../Web/lib/alone.js";
import { sortOut } from "../../Web/models/folder.js";
import { Lanes } from "../../Web/models/lanes.js";
import { troubleOf } from "../../Web/models/trouble.js";
import { audienceOf, detailsOf, stateOf, summaryInWords } from "../../Web/models/upload-words.js";
import { asTrack, changes, plan, titleFrom } from "../../Web/models/wishes.js";

/** @param {string} path */
function found(path, size = 9, type = "") {
  return { path, file: /** @type {File} */ ({ name: path.split("/").at(-1), size, type }) };
}

test("no more go at once than there are lanes, and a free lane goes to whoever holds fewest", async () => {
  const lanes = new Lanes(3);
  /** @type {string[]} */ const entered = [];
  /** @type {Map<string, (() => void)[]>} */ const leaves = new Map();
  const files = { album: {}, single: {} };
  for (const name of /** @type {const} */ (["album", "album", "album", "album", "album", "single", "single"])) {
    lanes.take(files[name]).then((leave) => {
      entered.push(name);
      leaves.set(name, [...(leaves.get(name) ?? []), leave]);
    });
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  await settle();
  assert.deepEqual(entered, ["album", "album", "album"]);
  leaves.get("album")?.pop()?.();
  await settle();
  assert.equal(entered.at(-1), "single", "the one that holds none comes first");
  leaves.get("album")?.pop()?.();
  await settle();
  assert.equal(entered.at(-1), "album", "both hold one: who asked first");
  leaves.get("single")?.pop()?.();
  await settle();
  assert.equal(entered.at(-1), "single");
  assert.equal(entered.length, 6);
});

test("a folder's songs come in the order of their numbers, with its cover, and the rest is left out with a reason", () => {
  const { songs, leftOut } = sortOut([
    found("Weir/10 End.flac"), found("Weir/2 Sluice.wav"), found("Weir/1 Eel Pass.mp3"), found("Weir/3 Lock.wv"),
    found("Weir/Cover.JPG"),
    found("Weir/back.png"), found("Weir/notes.txt"), found("Weir/.DS_Store"), found("Weir/old.wma"),
    found("Weir/empty.wav", 0), found("Weir/live/only.png"), found("Weir/live/1 Heron.opus"), found("talk", 9, "audio/ogg"),
  ]);
  assert.deepEqual(songs.map(({ path }) => path), [
    "talk", "Weir/1 Eel Pass.mp3", "Weir/2 Sluice.wav", "Weir/3 Lock.wv", "Weir/10 End.flac", "Weir/live/1 Heron.opus",
  ]);
  assert.deepEqual(songs.map(({ cover }) => cover?.name), [undefined, ...Array(4).fill("Cover.JPG"), "only.png"]);
  assert.deepEqual(Object.fromEntries(leftOut.map(({ path, why }) => [path, why])), {
    "Weir/back.png": "a picture that isn’t named cover",
    "Weir/empty.wav": "an empty file",
    "Weir/notes.txt": "no music",
    "Weir/old.wma": "WMA can’t be read here; FLAC or WAV can",
  });
});

test("a file's name becomes a title, without its number", () => {
  const titles = {
    "Night_Ferry-final 2.wav": "Night Ferry-final 2", "03 - Eel Pass.flac": "Eel Pass", "01 Sluice.mp3": "Sluice",
    "2. Lock Keeper.wav": "Lock Keeper", "99 Luftballons.mp3": "99 Luftballons", "1.5 Degrees.ogg": "1.5 Degrees",
    "07.wav": "07", ".wav": ".wav",
  };
  for (const [name, title] of Object.entries(titles)) assert.equal(titleFrom(name), title);
});

test("wishes become the fields of a track, and only those that are there", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(asTrack({ tags: " dub , slow,, " }))), { tags: ["dub", "slow"] });
  assert.deepEqual(JSON.parse(JSON.stringify(asTrack({ release_at: "" }))), { release_at: null });
  const { release_at, release_zone } = /** @type {any} */ (asTrack({ release_at: "2027-04-01T09:00" }));
  assert.equal(release_at, new Date(2027, 3, 1, 9).toISOString());
  assert.equal(release_zone, Intl.DateTimeFormat().resolvedOptions().timeZone);
  assert.equal(asTrack({ description_md: "" }).description_md, "", "notes can be taken away again");
  assert.deepEqual(changes({ title: "a", tags: "x" }, { title: "b", tags: "x", visibility: "public" }), { title: "b", visibility: "public" });
});

test("a plan says when a song appears, where that is the time, and who hears it before", () => {
  const now = new Date(2026, 10, 20);
  const at = (/** @type {string} */ release_at, visibility = "public") => {
    const words = plan({ release_at, visibility }, now, "Europe/Lisbon");
    return words && words.before + words.when + words.after;
  };
  assert.equal(at("2026-11-27T09:00"), "Appears Friday 27 November at 09:00 in Lisbon. Until then only you can hear it.");
  assert.match(at("2027-01-02T23:30") ?? "", /^Appears Saturday,? 2 January 2027 at 23:30 in Lisbon\./);
  assert.match(at("2026-11-27T09:00", "private") ?? "", /Only you can hear it, then too/);
  assert.match(at("2026-11-19T09:00") ?? "", /has passed: it appears at once\.$/);
  assert.equal(at(""), undefined);
});

test("what went wrong comes with what is kept and what to do", () => {
  const full = troubleOf(new Refused(413, "over_quota", "There is room for 1 GB more; this needs more than that."));
  assert.match(full.why, /room for 1 GB/);
  assert.equal(full.mayRetry, true, "songs can be deleted meanwhile");
  assert.equal(troubleOf(new Refused(413, "too_large", "One file may have at most 4 GB.")).mayRetry, false);
  assert.equal(troubleOf(new Refused(422, "not_accepted", "There is no music in it.")).mayRetry, false);
  assert.match(troubleOf(new Refused(401, "unauthorized", "Sign in first.")).advice, /kept for a day/);
  assert.match(troubleOf(new Error("Something else.")).advice, /kept/);
});

test("an upload says what it does, how fast and how long still", () => {
  const upload = /** @type {any} */ ({ state: "sending", done: 218e6, facts: { size: 352e6 }, rate: { perSecond: 11.4e6 } });
  assert.equal(stateOf(upload), "Uploading, 61 %");
  assert.deepEqual(detailsOf(upload), ["218 MB of 352 MB", "11 MB a second", "12 seconds left"]);
  assert.deepEqual(detailsOf({ ...upload, isCutOff: true }), ["Nothing is lost; it goes on by itself."]);
  assert.equal(summaryInWords({ count: 2, share: 0.409 }), "2 songs on their way, 40 %");
});

test("where there are no locks, nothing waits for another tab", async () => {
  let isDone = false;
  const locks = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  try {
    await alone("x", new AbortController().signal, async () => void (isDone = true), () => assert.fail("waited"));
  } finally {
    if (locks) Object.defineProperty(globalThis, "navigator", locks);
    else delete (/** @type {any} */ (globalThis).navigator);
  }
  assert.ok(isDone);
});

test("a day in another year is told with its year", () => {
  assert.equal(audienceOf({ visibility: "public" }), "Everyone can hear it");
  assert.equal(audienceOf({ visibility: "unlisted", release_at: "2136-07-04T12:00" }), "Who has the link can hear it from 4 July 2136 on");
  const soon = new Date(Date.now() + 3_600_000);
  const day = soon.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  const year = soon.getFullYear() === new Date().getFullYear() ? "" : ` ${soon.getFullYear()}`;
  assert.equal(audienceOf({ visibility: "public", release_at: soon.toISOString() }), `Everyone can hear it from ${day}${year} on`);
});
