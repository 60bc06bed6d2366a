import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMaster, parseMedia } from "../../Web/models/playlist.js";

const base = "https://a.example/media/hls/v/playlist.m3u8?exp=1&sig=x";

test("a master playlist lists its variants in order, addresses made whole", () => {
  const text = [
    "#EXTM3U",
    '#EXT-X-STREAM-INF:BANDWIDTH=170000,AVERAGE-BANDWIDTH=160000,CODECS="opus"',
    "/media/hls/v/playlist_opus.m3u8?exp=1&sig=x",
    '#EXT-X-STREAM-INF:BANDWIDTH=260000,CODECS="mp4a.40.2"',
    "/media/hls/v/playlist_aac.m3u8?exp=1&sig=x",
  ].join("\n");
  assert.deepEqual(parseMaster(text, base), [
    { url: "https://a.example/media/hls/v/playlist_opus.m3u8?exp=1&sig=x", codecs: "opus", bandwidth: 170_000 },
    { url: "https://a.example/media/hls/v/playlist_aac.m3u8?exp=1&sig=x", codecs: "mp4a.40.2", bandwidth: 260_000 },
  ]);
});

test("our tags say where the music begins and ends", () => {
  const text = [
    "#EXTM3U", "#EXT-X-TARGETDURATION:6", "#EXT-X-STEMMA-RATE:48000", "#EXT-X-STEMMA-SKIP:4152",
    "#EXT-X-STEMMA-SAMPLES:480000", '#EXT-X-MAP:URI="/init.mp4?sig=x"',
    "#EXTINF:6.000000,", "/segment_000.m4s", "#EXTINF:4.100000,", "/segment_001.m4s", "#EXT-X-ENDLIST",
  ].join("\r\n");
  const list = parseMedia(text, base);
  assert.equal(list.init, "https://a.example/init.mp4?sig=x");
  assert.equal(list.skip, 4152 / 48_000);
  assert.equal(list.length, 10);
  assert.equal(list.isComplete, true);
  assert.deepEqual(list.segments.map(({ start, duration }) => [start, duration]), [[0, 6], [6, 4.1]]);
});

test("while a playlist grows its length is not known", () => {
  const list = parseMedia("#EXTM3U\n#EXT-X-STEMMA-SAMPLES:480000\n#EXTINF:6,\n/segment_000.m4s", base);
  assert.equal(list.isComplete, false);
  assert.equal(list.length, undefined);
});
