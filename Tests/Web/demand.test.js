import assert from "node:assert/strict";
import { test } from "node:test";
import { Demand } from "../../Web/models/demand.js";

const song = { version: "v1", key: "" };

/** A demand whose server answers one status after the other, the last for ever, and that waits for nothing. */
function asked(...statuses) {
  const [sent, waits] = [[], []];
  const post = async (path, body) => {
    sent.push([path, body]);
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    if (typeof status === "number") throw Object.assign(new Error("no"), { status });
    return { transcode: { status } };
  };
  return { sent, waits, demand: new Demand(post, async (milliseconds) => void waits.push(milliseconds)) };
}

test("a song is asked for with the key of its link, until it is there", async () => {
  const { demand, sent, waits } = asked("pending", "pending", "pending", "pending", "ready");
  assert.equal(await demand.lossless({ version: "v2", key: "a b" }, () => true), true);
  assert.deepEqual(sent[4], ["/api/v1/versions/v2/transcodes?key=a%20b", { format: "hls_flac" }]);
  assert.deepEqual(waits, [1000, 2000, 4000, 5000]);
});

test("who is refused is not asked for again, who was not reached is", async () => {
  const refused = asked(403);
  assert.equal(await refused.demand.lossless(song, () => true), false);
  assert.equal(await refused.demand.lossless(song, () => true), false);
  assert.equal(refused.sent.length, 1);
  const away = asked(0, "ready");
  assert.equal(await away.demand.lossless(song, () => true), true);
  assert.equal(away.sent.length, 2);
});

test("nobody is asked once nobody waits", async () => {
  const { demand, sent } = asked("pending");
  assert.equal(await demand.lossless(song, () => sent.length < 3), false);
  assert.equal(sent.length, 3);
});
