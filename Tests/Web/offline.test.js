import assert from "node:assert/strict";
import { test } from "node:test";
import { limitOf } from "../../Web/models/keeping.js";
import { isKeptPage, viewerOf } from "../../Web/models/pages-seen.js";
import { ranged } from "../../Web/models/range.js";
import { shelfKey } from "../../Web/models/shelf.js";

globalThis.location ??= /** @type {any} */ (new URL("https://music.example/"));

const whole = () => new Response("0123456789", { headers: { "Content-Type": "audio/mp4" } });

for (const [range, text, told] of [
  ["bytes=2-4", "234", "bytes 2-4/10"],
  ["bytes=7-", "789", "bytes 7-9/10"],
  ["bytes=-3", "789", "bytes 7-9/10"],
  ["bytes=8-99", "89", "bytes 8-9/10"],
]) {
  test(`a part is cut from the whole: ${range}`, async () => {
    const part = await ranged(whole(), range);
    assert.equal(part.status, 206);
    assert.equal(part.headers.get("Content-Range"), told);
    assert.equal(part.headers.get("Content-Type"), "audio/mp4");
    assert.equal(await part.text(), text);
  });
}

test("where no one part is asked for, all is given", async () => {
  for (const range of [null, "", "bytes=-", "bytes=0-1,3-4", "lines=1-2"]) {
    const part = await ranged(whole(), range);
    assert.equal(part.status, 200);
    assert.equal(await part.text(), "0123456789");
  }
});

test("a part behind the end is refused", async () => {
  const part = await ranged(whole(), "bytes=10-");
  assert.equal(part.status, 416);
  assert.equal(part.headers.get("Content-Range"), "bytes */10");
});

test("signatures, keys and the fineness of a waveform make no other thing", () => {
  assert.equal(shelfKey("/media/hls/v/opus.1/init.mp4?exp=1&sig=x"), "/media/hls/v/opus.1/init.mp4");
  assert.equal(shelfKey("/api/v1/versions/v/waveform?key=k&zoom=512&data=rms"), "/api/v1/versions/v/waveform?data=rms");
});

test("a page tells who it was made for", () => {
  assert.equal(viewerOf('<html><body class="a" data-viewer="0192"><p data-viewer="no">'), "0192");
  assert.equal(viewerOf('<html><body class="a"><p data-viewer="no">'), "");
});

test("pages that change something or show secrets are not kept", () => {
  for (const path of ["/settings", "/admin", "/upload?track=1", "/sign-in?next=%2F", "/tracks/1/edit", "/embed/track/1", "/kept"]) {
    assert.equal(isKeptPage(`https://music.example${path}`), false, path);
  }
  for (const path of ["/", "/@ida", "/@ida/uploads", "/?tag=dub"]) assert.equal(isKeptPage(`https://music.example${path}`), true, path);
});

test("songs take a tenth of what the browser gives, and never more than two gigabytes", () => {
  assert.equal(limitOf(1_000_000_000), 100_000_000);
  assert.equal(limitOf(100_000_000_000), 2_000_000_000);
});
