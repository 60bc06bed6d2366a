import assert from "node:assert/strict";
import { test } from "node:test";
import { Demand } from "../../Web/models/demand.js";

test("a song is asked for once, with the key of its link", async () => {
  const sent = [];
  const demand = new Demand(async (path, body) => sent.push([path, body]));
  await demand.lossless({ version: "v1", key: "" });
  await demand.lossless({ version: "v1", key: "" });
  await demand.lossless({ version: "v2", key: "a b" });
  assert.deepEqual(sent, [
    ["/api/v1/versions/v1/transcodes", { format: "hls_flac" }],
    ["/api/v1/versions/v2/transcodes?key=a%20b", { format: "hls_flac" }],
  ]);
});

test("who is refused is not asked for again, who was not reached is", async () => {
  for (const [status, times] of [[403, 1], [0, 2]]) {
    let asked = 0;
    const demand = new Demand(async () => {
      asked += 1;
      throw Object.assign(new Error("no"), { status });
    });
    await demand.lossless({ version: "v1", key: "" });
    await demand.lossless({ version: "v1", key: "" });
    assert.equal(asked, times);
  }
});
