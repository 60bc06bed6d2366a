import assert from "node:assert/strict";
import { test } from "node:test";
import { embedAddress, embedCode } from "../../Web/models/embed-code.js";

const plain = { isCompact: false, theme: "auto", accent: "" };
const address = "https://music.example/embed/track/1?key=a%26b";

test("a player of one's own look keeps the key of the song", () => {
  assert.equal(embedAddress(address, plain), address);
  assert.equal(embedAddress(address, { isCompact: true, theme: "dark", accent: "#00aaff" }), `${address}&theme=dark&accent=00aaff`);
});

test("going back to the plain look leaves nothing behind", () => {
  const chosen = embedAddress(address, { isCompact: false, theme: "light", accent: "#00aaff" });
  assert.equal(embedAddress(chosen, plain), address);
});

test("the code can't be broken out of by a title", () => {
  const code = embedCode(address, `"><script>alert(1)</script>`, { ...plain, isCompact: true });
  assert.match(code, /^<iframe src="[^"<>]*" width="100%" height="120" frameborder="0" title="[^"<>]*"><\/iframe>$/);
  assert.ok(code.includes("key=a%26b"));
});
